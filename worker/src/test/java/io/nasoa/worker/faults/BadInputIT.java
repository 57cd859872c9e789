package io.nasoa.worker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.activities.data.DataRoots;
import io.nasoa.activities.tuning.DeviceLeases;
import io.nasoa.activities.tuning.Trainer;
import io.nasoa.activities.tuning.TuningActivitiesImpl;
import io.nasoa.worker.cli.CommandRun;
import io.nasoa.worker.cli.Launcher;
import io.nasoa.worker.cli.TuningFactory;
import io.nasoa.worker.config.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Data that cannot be used: one sentence with the offender's name on stderr, and exit code 3. */
class BadInputIT {
  private static final int MEGABYTE = 1 << 20;

  @TempDir private static Path directory;

  private enum Case {
    NOT_FOUND("none' was not found"),
    NEITHER_FOLDER_NOR_ZIP("notes.txt' is neither a folder nor a file whose name ends in .zip"),
    NO_CLASSES("has no class folders"),
    ONE_CLASS("has only one class, 'cat'"),
    EMPTY_CLASS("has no images of class 'dog' in train/dog/"),
    CLASS_MISSING_IN_VALIDATION("has no class 'dog' in val/"),
    CLASS_MISSING_IN_TRAINING("has no class 'emu' in train/"),
    TOO_MANY_CORRUPT("'train/dog/broken.png'"),
    NOT_A_ZIP("broken.zip' is not a readable zip file"),
    ZIP_SLIP("'../../evil.png', which escapes the archive's root"),
    ZIP_ABSOLUTE("'/evil.png', which escapes the archive's root"),
    ZIP_LARGE_FILE("the entry 'train/cat/bomb.png' of 68157440 bytes"),
    ZIP_BOMB("unpacks to more than 200 times its size (reached at 'train/dog/bomb.png')"),
    OUTSIDE_DATA_ROOTS("outside' lies outside the allowed dataRoots"),
    UNKNOWN_FAMILY("nonsense"),
    DRAWN_WITH_ONE_CLASS("classes");

    private final String offender;

    Case(String offender) {
      this.offender = offender;
    }

    /** Writes the data; what the command line names. */
    String data(Path root) throws IOException {
      return switch (this) {
        case NOT_FOUND -> root.resolve("none").toString();
        case NEITHER_FOLDER_NOR_ZIP ->
            Files.writeString(root.resolve("notes.txt"), "no data").toString();
        case NO_CLASSES -> twoClasses().folder(root).resolve("train/cat").toString();
        case ONE_CLASS -> new ImageFiles().with("cat", 4).folder(root).toString();
        case EMPTY_CLASS ->
            new ImageFiles()
                .with("train/cat", 4)
                .with("train/dog/", new byte[0])
                .with("val/cat", 2)
                .with("val/dog", 2)
                .folder(root)
                .toString();
        case CLASS_MISSING_IN_VALIDATION ->
            new ImageFiles()
                .with("train/cat", 4)
                .with("train/dog", 4)
                .with("val/cat", 2)
                .folder(root)
                .toString();
        case CLASS_MISSING_IN_TRAINING -> twoClasses().with("val/emu", 1).folder(root).toString();
        case TOO_MANY_CORRUPT ->
            twoClasses().withTruncated("train/dog/broken.png").folder(root).toString();
        case NOT_A_ZIP -> Files.writeString(root.resolve("broken.zip"), "no zip").toString();
        case ZIP_SLIP -> zip(root, "../../evil.png", 10);
        case ZIP_ABSOLUTE -> zip(root, "/evil.png", 10);
        case ZIP_LARGE_FILE -> zip(root, "train/cat/bomb.png", 65 * MEGABYTE);
        case ZIP_BOMB ->
            twoClasses()
                .with("train/cat/bomb.png", new byte[40 * MEGABYTE])
                .with("train/dog/bomb.png", new byte[40 * MEGABYTE])
                .zip(root.resolve("bomb.zip"))
                .toString();
        case OUTSIDE_DATA_ROOTS -> twoClasses().folder(root.resolve("outside")).toString();
        case UNKNOWN_FAMILY -> "draw:nonsense";
        case DRAWN_WITH_ONE_CLASS -> "draw:shapes:classes=1";
      };
    }

    private static ImageFiles twoClasses() throws IOException {
      return new ImageFiles()
          .with("train/cat", 4)
          .with("train/dog", 4)
          .with("val/cat", 2)
          .with("val/dog", 2);
    }

    private static String zip(Path root, String entry, int bytes) throws IOException {
      return twoClasses().with(entry, new byte[bytes]).zip(root.resolve("data.zip")).toString();
    }
  }

  /** All cases in this process, whose engine must not even be started for them. */
  @ParameterizedTest
  @EnumSource
  void submit_badData_endsWithThreeAndTheOffendersName(Case bad) throws Exception {
    Path root = Files.createDirectory(directory.resolve(bad.name()));
    String data = bad.data(Files.createDirectory(root.resolve("data")));
    CommandRun run = CommandRun.of(root, environment(bad, root), NO_ENGINE, command(data));
    assertRefused(run, bad);
    try (var files = Files.walk(directory)) {
      assertThat(files.map(file -> file.getFileName().toString())).doesNotContain("evil.png");
    }
    CommandRun kept = CommandRun.of(root, environment(bad, root), "task", "list", "-o", "json");
    assertThat(Json.MAPPER.readTree(kept.out()))
        .singleElement()
        .satisfies(task -> assertThat(task.get("state").asText()).isEqualTo("FAILED"));
  }

  /** As a user meets it: a process with the real engine. */
  @ParameterizedTest
  @EnumSource(names = {"ZIP_SLIP", "TOO_MANY_CORRUPT"})
  void submit_throughTheLauncher_endsTheSameWay(Case bad) throws Exception {
    Path root = Files.createDirectory(directory.resolve("launched-" + bad));
    String data = bad.data(Files.createDirectory(root.resolve("data")));
    assertRefused(Launcher.withEngine(root).run(command(data)), bad);
  }

  @Test
  void submit_oneInAHundredCorrupt_isSkippedAndListed() throws Exception {
    Path root = Files.createDirectory(directory.resolve("skipped"));
    new ImageFiles()
        .with("train/cat", 49)
        .with("train/dog", 40)
        .with("val/cat", 5)
        .with("val/dog", 5)
        .withTruncated("train/cat/broken.png")
        .folder(root.resolve("data"));
    CommandRun run = Launcher.withEngine(root).run(command("data"));
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode data = Json.MAPPER.readTree(run.out()).get("data");
    assertThat(data.get("skippedFiles").toString()).isEqualTo("[\"train/cat/broken.png\"]");
    assertThat(data.get("trainImages").asInt()).isEqualTo(89);
    assertThat(data.get("validationImages").asInt()).isEqualTo(10);
  }

  private static void assertRefused(CommandRun run, Case bad) throws IOException {
    assertThat(run.code()).as(run.err()).isEqualTo(3);
    assertThat(run.err().lines())
        .noneMatch(line -> line.startsWith("\tat ") || line.contains("Exception"))
        .filteredOn(line -> line.startsWith("nasoa: bad FAILED: "))
        .singleElement()
        .asString()
        .contains(bad.offender);
    JsonNode result = Json.MAPPER.readTree(run.out());
    assertThat(result.get("state").asText()).isEqualTo("FAILED");
    assertThat(result.get("error").asText()).contains(bad.offender).doesNotContain("\n");
  }

  private static String[] command(String data) {
    return new String[] {
      "task",
      "submit",
      data,
      "--steps",
      "1",
      "--batch-size",
      "4",
      "--model",
      "nasoa-5m",
      "--id",
      "bad",
      "--wait",
      "-o",
      "json"
    };
  }

  private static Map<String, String> environment(Case bad, Path root) {
    return bad == Case.OUTSIDE_DATA_ROOTS
        ? Map.of("HOME", root.toString(), "NASOA_DATA_ROOTS", root.resolve("allowed").toString())
        : Map.of("HOME", root.toString());
  }

  private static final TuningFactory NO_ENGINE =
      (settings, owned) ->
          new TuningActivitiesImpl(
              new Trainer(
                  owned,
                  new DataRoots(settings.dataRoots()),
                  DeviceLeases.ofCpu(8),
                  2,
                  () -> {
                    throw new AssertionError("bad data must be refused before the engine starts");
                  },
                  InstantSource.system()));
}
