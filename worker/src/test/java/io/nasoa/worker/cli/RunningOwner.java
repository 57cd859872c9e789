package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.config.ApiFile;
import io.nasoa.worker.config.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code nasoa up} in the test's process, with a trainer that counts. */
public final class RunningOwner implements AutoCloseable {
  private final Path directory;
  private final Map<String, String> environment;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final CompletableFuture<Runnable> stop = new CompletableFuture<>();
  private final CompletableFuture<Integer> end;
  private final ApiFile api;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * Starts it and waits until it serves.
   *
   * @param directory the caller's, with the data directory in it
   */
  public RunningOwner(Path directory, Map<String, String> environment, String... more)
      throws Exception {
    this.directory = directory;
    this.environment = environment;
    List<String> arguments = new ArrayList<>(List.of("up", "--trainers", "here"));
    arguments.addAll(List.of(more));
    Shell shell =
        new Shell(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            directory,
            false,
            stop::complete);
    end =
        CompletableFuture.supplyAsync(
            () ->
                CommandTree.create(shell, new CountingTrainers())
                    .execute(arguments.toArray(String[]::new)),
            work -> new Thread(work, "up").start());
    while (!out.toString(StandardCharsets.UTF_8).contains("\n")) {
      if (end.isDone()) {
        throw new AssertionError("up ended with " + end.get() + ": " + errors());
      }
      Thread.sleep(50);
    }
    api = ApiFile.read(directory.resolve("nasoa-data")).orElseThrow();
  }

  public URI url() {
    return Objects.requireNonNull(api.url());
  }

  public String token() {
    return String.valueOf(api.token());
  }

  public Path data() {
    return directory.resolve("nasoa-data");
  }

  /** What it said on stderr. */
  public String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** What it printed. */
  public String output() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Another command on the same data directory; it may not train itself. */
  public CommandRun command(String... arguments) {
    return CommandRun.of(directory, environment, arguments);
  }

  /** A request as any client would send it, with the token. */
  public HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return send(method, path, body, token());
  }

  public HttpResponse<String> send(String method, String path, String body, String shown)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!shown.isEmpty()) {
      request.header("Authorization", "Bearer " + shown);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path, "");
  }

  /** The JSON of a path that is there. */
  public JsonNode json(String path) throws IOException, InterruptedException {
    HttpResponse<String> response = get(path);
    if (response.statusCode() != 200) {
      throw new AssertionError(path + ": " + response.statusCode() + " " + response.body());
    }
    return Json.MAPPER.readTree(response.body());
  }

  /** Stops it as a signal would, and gives its exit code. */
  public int stop() throws Exception {
    stop.get(60, TimeUnit.SECONDS).run();
    return end.get(60, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws Exception {
    stop();
  }
}
