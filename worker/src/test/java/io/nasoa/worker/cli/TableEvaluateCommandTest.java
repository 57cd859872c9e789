package io.nasoa.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.config.Json;
import io.nasoa.zoo.table.TableColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableEvaluateCommandTest {
  @TempDir Path directory;

  @BeforeEach
  void writeTable() throws IOException {
    List<String> lines = new ArrayList<>(List.of(String.join(",", TableColumns.NAMES)));
    for (String group : List.of("trashnet", "flowers5", "bccd-blood-cells", "neu-steel-defects6")) {
      for (int i = 0; i < 2; i++) {
        Map<String, String> row = row(group, i);
        lines.add(String.join(",", TableColumns.NAMES.stream().map(row::get).toList()));
      }
    }
    Files.write(directory.resolve("table.csv"), lines);
  }

  private static Map<String, String> row(String group, int configuration) {
    Map<String, String> row = new TreeMap<>();
    TableColumns.NAMES.forEach(name -> row.put(name, "1"));
    List.of("group", "task", "dataset", "dataSha256").forEach(name -> row.put(name, group));
    row.put("classes", "4");
    row.put("fitImages", "400");
    row.put("limit", "12");
    row.put("configuration", List.of("default-tiny", "shared-1").get(configuration));
    row.put("model", "tiny");
    row.put("architecture", "2-_8_2-2");
    row.put("stem", "SMALL_INPUT");
    row.put("resolution", "32");
    row.put("learningRate", List.of("0.05", "0.01").get(configuration));
    row.put("batchSize", "32");
    row.put("warmUpShare", "0.1");
    row.put("momentum", "0.9");
    row.put("labelSmoothing", "0.1");
    row.put("selectAccuracy", List.of("0.6", "0.8").get(configuration));
    row.put("testAccuracy", List.of("0.65", "0.75").get(configuration));
    row.put("diverged", "0");
    row.put("failure", "");
    return row;
  }

  @Test
  void experienceImport_ofATable_takesUpItsTrialsOnce() throws IOException {
    Map<String, String> home = Map.of("HOME", directory.toString());
    for (int added : List.of(8, 0)) {
      CommandRun run =
          CommandRun.of(directory, home, "experience", "import", "table.csv", "-o", "json");
      assertThat(run.code()).as(run.err()).isZero();
      JsonNode done = Json.MAPPER.readTree(run.out());
      assertThat(done.get("read").asInt()).isEqualTo(8);
      assertThat(done.get("added").asInt()).isEqualTo(added);
    }
    CommandRun stats = CommandRun.of(directory, home, "experience", "stats", "-o", "json");
    assertThat(Json.MAPPER.readTree(stats.out()).get("prior").asInt()).isEqualTo(8);
  }

  private CommandRun evaluate(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("table", "evaluate", "table.csv", "--stream-tasks", "8"));
    arguments.addAll(List.of(more));
    return CommandRun.of(directory, Map.of(), arguments.toArray(String[]::new));
  }

  @Test
  void evaluate_json_hasFiguresAndWritesChoices() throws IOException {
    CommandRun run =
        evaluate("--seeds", "1", "-o", "json", "--choices", "c.csv", "--streams", "s.csv");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("4 cells of 4 groups, 4 of them informative");
    JsonNode result = Json.MAPPER.readTree(run.out());
    assertThat(result.path("cells").asInt()).isEqualTo(4);
    assertThat(result.findValuesAsText("claim")).contains("B", "C", "E").doesNotContain("A");
    assertThat(result.has("rows")).isFalse();
    assertThat(Files.readAllLines(directory.resolve("c.csv")))
        .anyMatch(line -> line.startsWith("0,flowers5,REPORT,flowers5,12.0,1,true,one,shared-1,"));
    // Three methods in two orders of 8 tasks, below a header.
    assertThat(Files.readAllLines(directory.resolve("s.csv"))).hasSize(1 + 3 * 2 * 8);
  }

  @Test
  void evaluate_csv_hasALineForEachFigure() {
    CommandRun run = evaluate("--seeds", "1", "-o", "csv", "--prior", "DEV,REPORT");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("figure,segment,method,versus,cells,mean,");
    assertThat(run.out().lines())
        .anyMatch(line -> line.startsWith("claim C,report-informative,nasoa,one,3,0.0,"))
        .anyMatch(line -> line.startsWith("regret,all,oracle,,4,0.0,"))
        .anyMatch(line -> line.startsWith("stream regret,tasks 1 to 8,one,,16,0.0,"));
  }

  @Test
  void evaluate_wrongInput_isOneSentence() throws IOException {
    CommandRun seeds = evaluate("--seeds", "0");
    assertThat(seeds.code()).isEqualTo(3);
    assertThat(seeds.err()).contains("seeds must be at least 1, was 0").hasLineCount(1);
    Files.write(directory.resolve("table.csv"), List.of("task,accuracy", "a,1"));
    CommandRun other = evaluate();
    assertThat(other.code()).isEqualTo(3);
    assertThat(other.err()).contains("has no column 'group'").hasLineCount(1);
  }
}
