package io.nasoa.worker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.worker.cli.CommandRun;
import io.nasoa.worker.config.ApiFile;
import io.nasoa.worker.temporal.RealTemporal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plants secrets and searches everything that a deployment leaves behind: its files, logs and
 * store, what its commands say, its metrics, and the histories in the server's database.
 */
@Timeout(300)
class SecretsIT {
  private static final String API_KEY = "planted-api-key-4711";
  private static final String API_TOKEN = "planted-user-token-0123456789";
  private static final String DATA = "draw:shapes:classes=2,images=40,size=32";

  @TempDir private Path directory;
  private final Map<String, String> said = new TreeMap<>();

  @Test
  void deployment_withPlantedSecrets_keepsThemNowhere() throws Exception {
    Path files = Files.createDirectory(directory.resolve("temporal"));
    String own;
    try (RealTemporal server = RealTemporal.start(files)) {
      Map<String, String> environment = environment(server);
      try (Program up = Program.start(directory.resolve("up"), environment, "up")) {
        up.awaitLine("http://");
        ApiFile api = ApiFile.read(directory.resolve("data")).orElseThrow();
        own = Objects.requireNonNull(api.token());
        run(environment, 0, "task", "submit", DATA, "--steps", "3", "--id", "good", "--wait");
        // Errors are recorded too, in histories and in the store.
        run(environment, 3, "task", "submit", "gone.zip", "--steps", "3", "--id", "bad", "--wait");
        run(environment, 0, "task", "show", "good", "-o", "json");
        run(environment, 0, "task", "logs", "good");
        run(environment, 0, "doctor");
        said.put("metrics", get(Objects.requireNonNull(api.url()).resolve("/metrics")));
        said.put("wrong token", get(Objects.requireNonNull(api.url()).resolve("/v1/tasks")));
        Program.signal("TERM", up.pid());
        up.exitCode();
        said.put("up", up.output() + up.errors());
      }
    }
    assertThat(said.get("metrics")).contains("nasoa_");
    assertThat(holders(DATA)).as("where a text is found that is no secret").contains("nasoa.mv.db");
    assertThat(Files.readString(files.resolve("temporal.db"), StandardCharsets.ISO_8859_1))
        .as("histories are searched as what they are")
        .contains(DATA);
    for (String secret : List.of(API_KEY, API_TOKEN, own)) {
      assertThat(holders(secret)).isEmpty();
    }
  }

  private Map<String, String> environment(RealTemporal server) {
    Map<String, String> more = new HashMap<>(server.environment());
    more.put("TEMPORAL_API_KEY", API_KEY);
    more.put("TEMPORAL_TLS", "false");
    more.put("NASOA_API_TOKEN", API_TOKEN);
    return Program.environment(directory.resolve("data"), more);
  }

  private void run(Map<String, String> environment, int code, String... arguments)
      throws Exception {
    String name = String.join(" ", arguments);
    Path output = directory.resolve("run-" + said.size());
    CommandRun run = Program.run(output, environment, arguments);
    assertThat(run.code()).as("%s: %s", name, run.err()).isEqualTo(code);
    said.put(name, run.out() + run.err());
  }

  private static String get(URI uri) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + API_TOKEN).build();
    HttpRequest refused =
        HttpRequest.newBuilder(uri).header("Authorization", "Bearer x" + API_TOKEN).build();
    HttpClient http = HttpClient.newHttpClient();
    String answer = http.send(refused, HttpResponse.BodyHandlers.ofString()).body();
    return answer + http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  /** Names of the files and outputs that hold a text; the file for this machine's user may. */
  private List<String> holders(String text) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      Stream<String> files =
          all.filter(Files::isRegularFile)
              .filter(file -> !file.endsWith("api.json"))
              .filter(file -> holds(file, text))
              .map(file -> String.valueOf(file.getFileName()));
      Stream<String> outputs =
          said.entrySet().stream()
              .filter(entry -> entry.getValue().contains(text))
              .map(Map.Entry::getKey);
      return Stream.concat(files, outputs).toList();
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
