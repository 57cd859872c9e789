package io.nasoa.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.worker.config.Json;
import io.nasoa.worker.temporal.RealTemporal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program on a Temporal server of its own. */
class RealTemporalIT {
  private static final String SECRET = "s3cret-of-ours";

  @TempDir Path directory;

  @Test
  void submit_onARealServer_fineTunesAndTellsNoSecret() throws Exception {
    try (RealTemporal server = RealTemporal.start(Files.createDirectory(directory.resolve("t")))) {
      Map<String, String> environment = new HashMap<>(server.environment());
      environment.put("HOME", directory.toString());
      environment.put("TEMPORAL_API_KEY", SECRET);
      environment.put("TEMPORAL_TLS", "false");
      environment.put(
          "DJL_CACHE_DIR",
          System.getenv()
              .getOrDefault("DJL_CACHE_DIR", System.getProperty("user.home") + "/.djl.ai"));
      Launcher launcher = new Launcher(directory, environment);

      CommandRun run =
          launcher.run(
              "task",
              "submit",
              "draw:shapes:classes=2,images=40,size=64",
              "--steps",
              "3",
              "--id",
              "a",
              "--wait",
              "-o",
              "json");

      assertThat(run.err() + run.out()).doesNotContain(SECRET);
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(Json.MAPPER.readTree(run.out()).get("state").asText()).isEqualTo("SUCCEEDED");
      assertThat(Files.readString(directory.resolve("nasoa-data/nasoa.log")))
          .doesNotContain(SECRET);
      CommandRun doctor = launcher.run("doctor");
      assertThat(doctor.out()).contains(server.address()).doesNotContain(SECRET);
    }
  }
}
