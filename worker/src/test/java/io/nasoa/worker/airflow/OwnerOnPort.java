package io.nasoa.worker.airflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.cli.Launcher;
import io.nasoa.worker.config.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code nasoa up} as a process of its own, on a port and with a token that hold over its death.
 */
final class OwnerOnPort implements AutoCloseable {
  private final Path directory;
  private final int port;
  private final String token;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private @Nullable Process process;

  OwnerOnPort(Path directory, int port, String token) {
    this.directory = directory;
    this.port = port;
    this.token = token;
  }

  void start() throws IOException {
    Map<String, String> environment = new HashMap<>(Launcher.engineEnvironment(directory));
    environment.put("NASOA_API_TOKEN", token);
    Launcher launcher = new Launcher(Files.createDirectories(directory), environment);
    String listen = "127.0.0.1:" + port;
    process = launcher.start(Launcher.script(), "up", "--listen", listen, "--trainers", "here");
  }

  /** Kills it and starts it again. */
  void restart() throws IOException, InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
    start();
  }

  /** The JSON of a path; an empty object where there is none, or nobody. */
  JsonNode json(String path) throws InterruptedException {
    return ask("GET", path);
  }

  private JsonNode ask(String method, String path) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("Authorization", "Bearer " + token)
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200
          ? Json.MAPPER.readTree(answer.body())
          : Json.MAPPER.createObjectNode();
    } catch (IOException e) { // also while it is being killed
      return Json.MAPPER.createObjectNode();
    }
  }

  /** The ids of the tasks that begin with this. */
  List<String> tasks(String beginning) throws InterruptedException {
    List<String> ids = new ArrayList<>();
    for (JsonNode task : json("/v1/tasks")) {
      if (task.path("task").asText().startsWith(beginning)) {
        ids.add(task.path("task").asText());
      }
    }
    return ids;
  }

  String state(String task) throws InterruptedException {
    return json("/v1/tasks/" + task).path("state").asText();
  }

  /** The number of a task's newest run. */
  int run(String task) throws InterruptedException {
    return json("/v1/tasks/%s/status".formatted(task)).path("run").asInt();
  }

  /** How many steps a task's training has done, as far as it has said so. */
  int step(String task) throws InterruptedException {
    return json("/v1/tasks/%s/status".formatted(task)).at("/progress/step").asInt();
  }

  /** Has a task end with the model that it has; tells whether that was taken. */
  boolean stop(String task) throws InterruptedException {
    return !ask("POST", "/v1/tasks/%s/stop".formatted(task)).isEmpty();
  }

  @Override
  public void close() throws InterruptedException {
    if (process != null) {
      List<ProcessHandle> children = process.toHandle().descendants().toList();
      process.destroyForcibly().waitFor();
      children.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
