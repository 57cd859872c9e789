package io.nasoa.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.config.Json;
import io.nasoa.workflows.tuning.TaskResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The task commands with everything real but the trainer. */
class TaskCommandsTest {
  @TempDir Path directory;

  private CommandRun run(String... arguments) {
    return CommandRun.of(
        directory,
        Map.of("HOME", directory.toString()),
        (settings, data) -> new CountingTrainer(data),
        arguments);
  }

  private CommandRun submit(String... more) {
    String[] all = Arrays.copyOf(new String[] {"task", "submit", "draw:shapes"}, 3 + more.length);
    System.arraycopy(more, 0, all, 3, more.length);
    return run(all);
  }

  @Test
  void submit_wait_printsResultWithEveryField() throws IOException {
    CommandRun run = submit("--id", "t1", "--steps", "5", "--wait", "-o", "json");
    assertThat(run.err()).contains("t1 SUCCEEDED");
    assertThat(run.code()).isZero();
    JsonNode result = Json.MAPPER.readTree(run.out());
    for (var field : TaskResult.class.getRecordComponents()) {
      assertThat(result.has(field.getName())).as(field.getName()).isTrue();
    }
    assertThat(result.get("accuracy").asDouble()).isEqualTo(0.875);
    assertThat(result.get("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(result.get("data").get("skippedFiles").toString()).isEqualTo("[\"bad.png\"]");
    assertThat(directory.resolve("nasoa-data/tasks/t1/report.html")).exists();
    assertThat(directory.resolve("nasoa-data/api.json")).doesNotExist();

    CommandRun again = submit("--id", "t1", "--steps", "5", "--wait", "-o", "json");
    assertThat(again.code()).isZero();
    assertThat(Json.MAPPER.readTree(again.out())).isEqualTo(result);
    assertThat(Files.readString(directory.resolve("nasoa-data/tasks/t1/starts"))).isEqualTo("0\n");

    CommandRun other = submit("--id", "t1", "--steps", "6", "--wait");
    assertThat(other.code()).isEqualTo(4);
    assertThat(other.out()).isEmpty();

    JsonNode shown = Json.MAPPER.readTree(run("task", "show", "t1", "-o", "json").out());
    assertThat(shown).isEqualTo(result);
    JsonNode listed = Json.MAPPER.readTree(run("task", "list", "-o", "json").out());
    assertThat(listed.size()).isEqualTo(1);
    assertThat(listed.get(0)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({
    "draw:invalid, 3, class 'empty' has no images",
    "draw:infeasible, 6, no model fits",
    "draw:diverged, 1, left the finite numbers"
  })
  void submit_failing_endsWithItsCode(String data, int code, String message) throws IOException {
    CommandRun run =
        run("task", "submit", data, "--budget", "10s", "--id", "f", "--wait", "-o", "json");
    assertThat(run.code()).isEqualTo(code);
    assertThat(run.err()).contains(message);
    JsonNode result = Json.MAPPER.readTree(run.out());
    assertThat(result.get("state").asText()).isEqualTo("FAILED");
    assertThat(result.get("error").asText()).contains(message);
    assertThat(result.get("accuracy").isNull()).isTrue();
  }

  @Test
  void submit_withoutWait_printsIdAndStaysUntilTheEnd() throws IOException {
    CommandRun run = submit("--budget", "1m30s", "-o", "json");
    assertThat(run.code()).isZero();
    String id = Json.MAPPER.readTree(run.out()).get("task").asText();
    assertThat(id).matches("task-shapes-[0-9a-z]{14}");
    assertThat(run.err()).contains("this process works on it", id + " SUCCEEDED");
    JsonNode shown = Json.MAPPER.readTree(run("task", "show", id, "-o", "json").out());
    assertThat(shown.get("budgetSeconds").asDouble()).isEqualTo(90);
  }

  @Test
  void submit_wrongUsage_endsWithTwo() {
    assertThat(submit("--budget", "10s", "--steps", "3").code()).isEqualTo(2);
    assertThat(submit().code()).isEqualTo(2);
    CommandRun unreadable = submit("--budget", "tenminutes");
    assertThat(unreadable.code()).isEqualTo(2);
    assertThat(unreadable.err()).contains("'tenminutes' is not a duration such as 90s");
    assertThat(directory).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource({
    "--steps=0, steps must be at least 1",
    "--steps=5 --learning-rate=-1, learning rate must be positive",
    "--steps=5 --priority=9, priority must be 1 to 5",
    "--steps=5 --device=tpu, --device must be cpu or cuda:N",
    "--steps=5 --deadline=tomorrow, --deadline must be a time",
    "--steps=5 --id=../x, id must be like"
  })
  void submit_invalidValue_endsWithThree(String options, String message) {
    CommandRun run = submit(options.split(" "));
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains(message);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void submit_temporalThatIsNotThere_endsWithFive() {
    CommandRun run =
        CommandRun.of(
            directory,
            Map.of("TEMPORAL_ADDRESS", "127.0.0.1:1"),
            "task",
            "submit",
            "draw:shapes",
            "--steps",
            "1");
    assertThat(run.code()).isEqualTo(5);
    assertThat(run.err()).contains("Temporal at 127.0.0.1:1 does not answer").hasLineCount(1);
  }

  @Test
  void plan_printsItAndStoresNoTask() throws IOException {
    CommandRun run = run("task", "plan", "draw:shapes", "--budget", "1m", "-o", "json");
    assertThat(run.code()).isZero();
    JsonNode plan = Json.MAPPER.readTree(run.out());
    assertThat(plan.get("model").asText()).isEqualTo(CountingTrainer.MODEL);
    assertThat(plan.get("reason").asText()).isEqualTo("the only one");
    assertThat(plan.get("data").get("classes").asInt()).isEqualTo(2);
    assertThat(run("task", "list", "-o", "json").out().strip()).isEqualTo("[ ]");
    assertThat(directory.resolve("nasoa-data/tasks"))
        .satisfiesAnyOf(
            tasks -> assertThat(tasks).doesNotExist(),
            tasks -> assertThat(tasks).isEmptyDirectory());
  }

  @ParameterizedTest
  @CsvSource({"draw:invalid, 3", "draw:infeasible, 6"})
  void plan_failing_endsWithItsCode(String data, int code) {
    CommandRun run = run("task", "plan", data, "--budget", "1m");
    assertThat(run.code()).isEqualTo(code);
    assertThat(run.err()).hasLineCount(1);
  }

  @Test
  void plan_deadline_isPlannedFor() {
    String[] plan = {"task", "plan", "draw:shapes", "--budget", "1m", "--deadline"};
    CommandRun late = run(concat(plan, "2020-01-02T03:04:05Z"));
    assertThat(late.code()).isEqualTo(6);
    assertThat(late.err()).contains("by the deadline").hasLineCount(1);
    assertThat(run(concat(plan, "2120-01-02T03:04:05+02:00")).code()).isZero();
    CommandRun wrong = run(concat(plan, "tomorrow"));
    assertThat(wrong.code()).isEqualTo(3);
    assertThat(wrong.err()).contains("--deadline must be a time such as").hasLineCount(1);
  }

  private static String[] concat(String[] first, String last) {
    return Stream.concat(Arrays.stream(first), Stream.of(last)).toArray(String[]::new);
  }

  @Test
  void resume_nothingThere_isConflict() {
    assertThat(run("task", "resume").code()).isEqualTo(4);
    submit("--steps", "1", "--id", "done");
    CommandRun all = run("task", "resume");
    assertThat(all.code()).isZero();
    assertThat(all.err()).contains("every task has ended");
    assertThat(run("task", "resume", "none").code()).isEqualTo(4);
    CommandRun ended = run("task", "resume", "done", "-o", "json");
    assertThat(ended.code()).isZero();
    assertThat(ended.out()).contains("\"accuracy\" : 0.875");
  }

  @Test
  void demo_runsThreeTasksAndWritesReport() throws IOException {
    CommandRun run = run("demo", "-o", "json");
    assertThat(run.code()).isZero();
    JsonNode tasks = Json.MAPPER.readTree(run.out());
    assertThat(tasks.size()).isEqualTo(3);
    assertThat(tasks).allMatch(task -> task.get("state").asText().equals("SUCCEEDED"));
    String last = run.err().lines().reduce((a, b) -> b).orElseThrow();
    String html = Files.readString(Path.of(last.substring("nasoa: report: ".length())));
    assertThat(html).contains("draw:shapes", "draw:textures", "draw:glyphs");
  }

  @Test
  void report_ofAllOrSomeTasks_isOnePage() throws IOException {
    assertThat(run("report").code()).isEqualTo(4);
    submit("--id", "first", "--steps", "5", "--wait");
    submit("--id", "second", "--steps", "5", "--wait");
    Path task = Files.createDirectories(directory.resolve("nasoa-data/tasks/second"));
    Files.writeString(task.resolve("request.yaml"), "data: draw:<shapes>\n");

    JsonNode all = Json.MAPPER.readTree(run("report", "-o", "json").out());
    assertThat(all.get("tasks").asInt()).isEqualTo(2);
    assertThat(Files.readString(Path.of(all.get("report").asText())))
        .contains("<h2>first</h2>", "<h2>second</h2>", "draw:&lt;shapes&gt;");

    assertThat(run("report", "second", "--to", "page.html").code()).isZero();
    assertThat(Files.readString(directory.resolve("page.html")))
        .contains("<h2>second</h2>")
        .doesNotContain("first");
    assertThat(run("report", "none").err()).contains("none");
    assertThat(run("report", "none").code()).isEqualTo(4);
  }
}
