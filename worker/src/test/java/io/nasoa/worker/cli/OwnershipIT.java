package io.nasoa.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.config.ApiFile;
import io.nasoa.worker.config.Json;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A data directory whose owner is another process. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class OwnershipIT {
  @TempDir Path directory;

  /** A launcher with output files of its own and the common data directory. */
  private Launcher launcher(String name) throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put("HOME", directory.toString());
    environment.put("NASOA_DATA_DIR", directory.resolve("data").toString());
    environment.put(
        "DJL_CACHE_DIR",
        System.getenv()
            .getOrDefault("DJL_CACHE_DIR", System.getProperty("user.home") + "/.djl.ai"));
    return new Launcher(Files.createDirectories(directory.resolve(name)), environment);
  }

  private String text(String name, String file) throws Exception {
    return Files.readString(directory.resolve(name).resolve(file));
  }

  private Process up() throws Exception {
    Process process = launcher("up").start(Launcher.script(), "up");
    while (!text("up", "out.txt").contains("\n")) {
      assertThat(process.isAlive()).as(text("up", "err.txt")).isTrue();
      Thread.sleep(100);
    }
    return process;
  }

  private static void endAll(Process process) throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor(); // SIGKILL
  }

  /** A command that needs the directory for a moment serves nothing to others. */
  @Test
  void ownerThatServesNothing_isNamed_andTakenOverAfterKill() throws Exception {
    Path data = directory.resolve("data");
    Launcher launcher = launcher("a");
    Process owner = OwnerProcess.start(data);
    try {
      CommandRun refused = launcher.run("task", "list");
      assertThat(refused.code()).isEqualTo(4);
      assertThat(refused.out()).isEmpty();
      assertThat(refused.err()).contains("process " + owner.pid()).hasLineCount(1);
    } finally {
      owner.destroyForcibly().waitFor(); // SIGKILL
    }
    assertThat(data.resolve("api.json")).exists();
    CommandRun taken = launcher.run("task", "list", "-o", "json");
    assertThat(taken.code()).isZero();
    assertThat(taken.out().strip()).isEqualTo("[ ]");
    assertThat(taken.err()).isEmpty();
    assertThat(data.resolve("api.json")).doesNotExist();
    assertThat(Files.size(data.resolve("nasoa.mv.db"))).isPositive();
  }

  @Test
  void owner_servesOtherCommands_untilItIsKilled() throws Exception {
    Path data = directory.resolve("data");
    Launcher launcher = launcher("a");
    Process owner = up();
    try {
      ApiFile api = ApiFile.read(data).orElseThrow();
      assertThat(api.pid()).isEqualTo(owner.pid());
      assertThat(text("up", "out.txt").strip()).isEqualTo(String.valueOf(api.url()));
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(data.resolve("api.json"))))
          .isEqualTo("rw-------");

      String[] submit = {
        "task",
        "submit",
        "draw:shapes:classes=2,images=40,size=32",
        "--id",
        "t",
        "--steps",
        "4",
        "--wait",
        "-o",
        "json"
      };
      CommandRun submitted = launcher.run(submit);
      assertThat(submitted.code()).as(submitted.err()).isZero();
      assertThat(submitted.err()).contains("process " + owner.pid() + " works on it");
      JsonNode result = Json.MAPPER.readTree(submitted.out());
      assertThat(result.get("state").asText()).isEqualTo("SUCCEEDED");
      CommandRun shown = launcher.run("task", "show", "t", "-o", "json");
      CommandRun listed = launcher.run("task", "list");
      CommandRun zoo = launcher.run("zoo", "list");
      predictions(launcher);

      endAll(owner);
      assertThat(data.resolve("api.json")).as("what it left").exists();
      assertThat(launcher.run("task", "show", "t", "-o", "json")).isEqualTo(shown);
      assertThat(launcher.run("task", "list")).isEqualTo(listed);
      assertThat(launcher.run("zoo", "list")).isEqualTo(zoo);
    } finally {
      endAll(owner);
    }
  }

  private void predictions(Launcher launcher) throws Exception {
    Path image = directory.resolve("image.png");
    ImageIO.write(new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB), "png", image.toFile());
    for (String model : new String[] {"t", "nasoa-5m"}) {
      CommandRun predicted = launcher.run("predict", model, image.toString(), "-o", "json");
      assertThat(predicted.code()).as(predicted.err()).isZero();
      assertThat(Json.MAPPER.readTree(predicted.out())).hasSize(1);
    }
  }

  /** Whoever submits without an owner is it, also for those who come later. */
  @Test
  void submittingOwner_waitsForTasksOfOthers() throws Exception {
    Process first =
        launcher("first")
            .start(
                Launcher.script(),
                "task",
                "submit",
                "draw:shapes:classes=2,images=40,size=32",
                "--id",
                "one",
                "--steps",
                "60",
                "--wait");
    try {
      while (ApiFile.read(directory.resolve("data")).map(ApiFile::url).isEmpty()) {
        assertThat(first.isAlive()).as(text("first", "err.txt")).isTrue();
        Thread.sleep(50);
      }
      CommandRun second =
          launcher("second")
              .run(
                  "task",
                  "submit",
                  "draw:shapes:classes=2,images=40,size=32",
                  "--id",
                  "two",
                  "--steps",
                  "5",
                  "-o",
                  "json");
      assertThat(second.code()).as(second.err()).isZero();
      assertThat(Json.MAPPER.readTree(second.out()).get("submission").asText())
          .isEqualTo("STARTED");
      assertThat(first.waitFor(5, TimeUnit.MINUTES)).isTrue();
      assertThat(first.exitValue()).as(text("first", "err.txt")).isZero();
      JsonNode two =
          Json.MAPPER.readTree(launcher("second").run("task", "show", "two", "-o", "json").out());
      assertThat(two.get("state").asText()).isEqualTo("SUCCEEDED");
    } finally {
      endAll(first);
    }
  }

  @Test
  void terminatedOwner_tellsWhoWaits() throws Exception {
    Process owner = up();
    try {
      Process waiting =
          launcher("a")
              .start(
                  Launcher.script(),
                  "task",
                  "submit",
                  "draw:shapes",
                  "--id",
                  "w",
                  "--steps",
                  "100000",
                  "--wait");
      while (!text("a", "err.txt").contains("FINE_TUNE")) {
        assertThat(waiting.isAlive()).as(text("a", "err.txt")).isTrue();
        Thread.sleep(200);
      }
      owner.destroy(); // SIGTERM
      assertThat(owner.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(owner.exitValue()).isEqualTo(75);
      assertThat(waiting.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(waiting.exitValue()).isEqualTo(5);
      assertThat(text("a", "err.txt")).contains("task w has not ended", "nasoa task resume w");
    } finally {
      endAll(owner);
    }
  }
}
