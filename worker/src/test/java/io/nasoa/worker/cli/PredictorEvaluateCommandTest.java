package io.nasoa.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.config.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictorEvaluateCommandTest {
  @TempDir Path directory;

  @BeforeEach
  void writeTable() throws IOException {
    StringBuilder table = new StringBuilder("task,model,size,accuracy\n");
    for (int task = 0; task < 3; task++) {
      for (int model = 0; model < 12; model++) {
        table.append("t%d,m%02d,%d,%s%n".formatted(task, model, model, 0.5 + model / 32.0));
      }
    }
    Files.writeString(directory.resolve("table.csv"), table);
  }

  private CommandRun evaluate(String... more) {
    List<String> arguments = new ArrayList<>(List.of("predictor", "evaluate", "--orders", "2"));
    arguments.addAll(List.of(more));
    return CommandRun.of(directory, Map.of(), arguments.toArray(String[]::new));
  }

  @Test
  void evaluate_json_hasALineForEachPredictor() throws IOException {
    CommandRun run =
        evaluate("--experience", "table.csv", "--predictors", "mean,depth-1", "-o", "json");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err().lines()).hasSize(2).allMatch(line -> line.contains("test-then-train"));
    JsonNode lines = Json.MAPPER.readTree(run.out());
    assertThat(lines.findValuesAsText("predictor")).containsExactly("depth-1", "mean");
    JsonNode mean = lines.get(1);
    assertThat(mean.at("/leftOut/meanAbsoluteError").asDouble()).isBetween(0.05, 0.15);
    assertThat(mean.at("/orders/regret").asDouble()).isPositive();
    assertThat(mean.at("/errorLead/mean").isNumber()).isTrue();
  }

  @Test
  void evaluate_csvAndTable_haveTheSameColumns() {
    String csv = evaluate("--experience", "table.csv", "--predictors", "mean", "-o", "csv").out();
    assertThat(csv)
        .startsWith(
            "predictor,leftOut.meanAbsoluteError,leftOut.meanSquaredError,"
                + "leftOut.rankCorrelation.t0,")
        .hasLineCount(2);
    assertThat(evaluate("--experience", "table.csv", "--predictors", "mean").out())
        .startsWith("PREDICTOR  LEFTOUT.MEANABSOLUTEERROR");
  }

  @Test
  void evaluate_wrongInput_isOneSentence() {
    CommandRun table = evaluate("--experience", "none.csv");
    assertThat(table.code()).isEqualTo(3);
    assertThat(table.err()).contains("none.csv does not exist").hasLineCount(1);
    CommandRun name = evaluate("--experience", "table.csv", "--predictors", "oracle");
    assertThat(name.code()).isEqualTo(3);
    assertThat(name.err()).contains("'oracle'", "adaptive").hasLineCount(1);
    CommandRun target = evaluate("--experience", "table.csv", "--target", "loss");
    assertThat(target.code()).isEqualTo(3);
    assertThat(target.err()).contains("no column 'loss'").hasLineCount(1);
    String[] noOrders = {"predictor", "evaluate", "--experience", "table.csv", "--orders", "0"};
    assertThat(CommandRun.of(directory, Map.of(), noOrders).code()).isEqualTo(3);
    assertThat(evaluate().code()).isEqualTo(2);
  }
}
