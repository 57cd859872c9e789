package io.nasoa.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.config.Json;
import io.nasoa.worker.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandTreeTest {
  private static final String MODEL_A = "2-_32_2-11-112-1121112";
  private static final String MODEL_G = "211-_64_41-211-121-11111121";

  @TempDir Path directory;

  private CommandRun run(String... arguments) {
    return CommandRun.of(directory, Map.of("HOME", directory.toString()), arguments);
  }

  @Test
  void unknownCommand_isUsage() {
    CommandRun run = run("versoin");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("nasoa: ").contains("version");
  }

  @Test
  void noCommand_isUsage() {
    CommandRun run = run();
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("nasoa --help");
  }

  @Test
  void everyCommand_hasHelpWithDescription() {
    CommandRun root = run("--help");
    assertThat(root.code()).isZero();
    Deque<CommandLine> open =
        new ArrayDeque<>(List.of(CommandTree.create(Shell.ofProcess(), CommandRun.NO_TUNING)));
    while (!open.isEmpty()) {
      CommandLine command = open.remove();
      open.addAll(command.getSubcommands().values());
      assertThat(command.getCommandSpec().usageMessage().description())
          .as(command.getCommandSpec().qualifiedName())
          .isNotEmpty();
      command
          .getCommandSpec()
          .args()
          .forEach(
              argument ->
                  assertThat(argument.description())
                      .as(command.getCommandSpec().qualifiedName() + " " + argument)
                      .isNotEmpty());
    }
  }

  @Test
  void describe_json_isOneObjectALine() throws IOException {
    CommandRun run = run("zoo", "describe", MODEL_A, MODEL_G, "-o", "json");
    assertThat(run.code()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(2);
    JsonNode a = Json.MAPPER.readTree(lines.get(0));
    assertThat(a.get("architecture").asText()).isEqualTo(MODEL_A);
    assertThat(a.get("parameters").asLong()).isEqualTo(2_615_320);
    assertThat(a.get("macs").asLong()).isEqualTo(229_113_856);
    assertThat(a.get("stages").toString()).isEqualTo("[1,2,3,7]");
    assertThat(a.get("blocks").asInt()).isEqualTo(13);
    JsonNode g = Json.MAPPER.readTree(lines.get(1));
    assertThat(g.get("parameters").asLong()).isEqualTo(49_290_312);
    assertThat(g.get("macs").asLong()).isEqualTo(5_683_978_240L);
  }

  @Test
  void describe_someInvalid_printsTheOthers() {
    CommandRun run = run("zoo", "describe", "9-_32_1", MODEL_A, "x", MODEL_G, "--output", "JSON");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out().lines()).hasSize(2);
    assertThat(run.err().lines()).hasSize(2).allMatch(line -> line.startsWith("nasoa: "));
  }

  @Test
  void describe_options_areUsed() {
    CommandRun standard =
        run("zoo", "describe", MODEL_A, "--resolution", "32", "--classes", "10", "-o", "csv");
    CommandRun small =
        run(
            "zoo",
            "describe",
            MODEL_A,
            "--resolution",
            "32",
            "--classes",
            "10",
            "--stem",
            "small",
            "-o",
            "csv");
    String[] first = standard.out().lines().toList().get(1).split(",", -1);
    String[] second = small.out().lines().toList().get(1).split(",", -1);
    assertThat(first[1]).isEqualTo(second[1]);
    assertThat(Long.parseLong(second[2])).isGreaterThan(8 * Long.parseLong(first[2]));
    assertThat(standard.out()).startsWith("architecture,parameters,macs,blocks,stages,");
  }

  @Test
  void describe_resolutionZero_isInvalidInput() {
    assertThat(run("zoo", "describe", MODEL_A, "--resolution", "0").code()).isEqualTo(3);
  }

  @Test
  void config_invalid_listsAllProblems() throws IOException {
    Files.writeString(directory.resolve("nasoa.yaml"), "slot: 1\ndevice: tpu\n");
    CommandRun run = run("config", "validate");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err().lines()).hasSize(2).allMatch(line -> line.startsWith("nasoa: "));
  }

  @Test
  void config_show_hidesSecrets() {
    CommandRun run =
        CommandRun.of(
            directory, Map.of("TEMPORAL_API_KEY", "s3cret"), "config", "show", "-o", "json");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("(set)").doesNotContain("s3cret");
  }

  @Test
  void submit_stepsThatCannotBe_startNothing() {
    CommandRun unknown = run("task", "submit", "draw:shapes", "--steps", "5", "--before", "d");
    CommandRun field = run("task", "submit", "draw:shapes", "--steps", "5", "--after", "{dagg: d}");
    CommandRun file = run("task", "submit", "draw:shapes", "--steps", "5", "--after", "@none.yaml");

    assertThat(unknown.code()).isEqualTo(3);
    assertThat(unknown.err()).contains("before.connection is 'default', but no Airflow is");
    assertThat(field.code()).isEqualTo(3);
    assertThat(field.err()).contains("after: unknown field 'dagg'; did you mean 'dag'?");
    assertThat(file.err()).contains("the file none.yaml cannot be read");
    CommandRun build =
        run("zoo", "build", "draw:shapes", "--id", "b", "--rivals", "--after", "{asset: ''}");
    assertThat(build.code()).isEqualTo(3);
    assertThat(build.err()).contains("after.asset must be the address of an asset");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void config_schema_namesEveryKey() throws IOException {
    JsonNode schema = Json.MAPPER.readTree(run("config", "schema").out());
    assertThat(schema.get("properties").size()).isEqualTo(Setting.values().length + 2);
  }

  @Test
  void doctor_printsChecksAndTouchesNothing() throws IOException {
    CommandRun run = run("doctor", "-o", "json");
    JsonNode checks = Json.MAPPER.readTree(run.out());
    assertThat(checks).extracting(check -> check.get("check").asText()).contains("java", "torch");
    for (JsonNode check : checks) {
      boolean good = check.get("state").asText().equals("ok");
      assertThat(check.get("hint").asText().isEmpty()).isEqualTo(good);
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void doctor_dataDirectoryUnusable_failsWithHint() throws IOException {
    Files.writeString(directory.resolve("file"), "");
    CommandRun run = run("doctor", "--data-dir", "file/sub", "-o", "csv");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("data directory,failed,");
  }

  @Test
  void task_list_withoutDirectory_isEmptyAndMakesNone() {
    CommandRun run = run("task", "list", "-o", "json");
    assertThat(run.code()).isZero();
    assertThat(run.out().strip()).isEqualTo("[ ]");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void task_show_unknown_isConflict() {
    CommandRun run = run("task", "show", "none");
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.err()).contains("no task 'none'");
  }

  @Test
  void zoo_show_unknown_isConflict() {
    CommandRun run = run("zoo", "show", "none");
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.err()).contains("no zoo entry is named 'none'");
  }

  @Test
  void zoo_verify_fresh_isSound() throws IOException {
    CommandRun run = run("zoo", "verify", "-o", "json");
    assertThat(run.code()).isZero();
    assertThat(Json.MAPPER.readTree(run.out()).isArray()).isTrue();
  }

  @Test
  void zoo_import_noCheckpoint_isInvalidInput() throws IOException {
    Files.writeString(directory.resolve("f.pth"), "hello");
    CommandRun run = run("zoo", "import", "f.pth", "--name", "x");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("f.pth").hasLineCount(1);
    assertThat(run("zoo", "import", "none.pth", "--name", "x").code()).isEqualTo(3);
    assertThat(run("zoo", "import", "f.pth", "--name", "Not Good").code()).isEqualTo(3);
    CommandRun nameless = run("zoo", "import", "f.pth");
    assertThat(nameless.code()).isEqualTo(2);
    assertThat(nameless.err()).contains("give the new entry one with --name");
    assertThat(directory.resolve("nasoa-data")).doesNotExist();
  }
}
