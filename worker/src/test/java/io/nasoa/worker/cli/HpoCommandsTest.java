package io.nasoa.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HpoCommandsTest {
  @TempDir Path directory;

  private CommandRun run(String line) {
    return CommandRun.of(directory, Map.of(), line.split(" "));
  }

  private void writeHistories() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    List<String> observations = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      observations.add(
          "{\"x\": [%s, %d], \"loss\": %d}".formatted(random.nextDouble(), random.nextInt(3), i));
    }
    Files.writeString(
        directory.resolve("history.json"),
        "[{\"case\": \"made-up\", \"levels\": [0, 3], \"observations\": [%s]}]"
            .formatted(String.join(", ", observations)));
  }

  @Test
  void proposals_csv_hasTheReferencesColumns() throws IOException {
    writeHistories();
    CommandRun run = run("hpo proposals history.json --draws 50 --seed 1 --output csv");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(51);
    assertThat(lines.get(0)).isEqualTo("case,draw,p0,p1,p2,p3,p4,p5");
    assertThat(lines.get(1)).matches("made-up,0,0\\.\\d+(E-\\d)?,[012],,,,");
    assertThat(run("hpo proposals history.json --draws 50 --seed 1 --output csv").out())
        .isEqualTo(run.out());
    assertThat(run("hpo proposals history.json --draws 50 --seed 2 --output csv").out())
        .isNotEqualTo(run.out());
  }

  @Test
  void proposals_badInput_isOneSentence() throws IOException {
    CommandRun none = run("hpo proposals history.json");
    assertThat(none.code()).isEqualTo(3);
    assertThat(none.err()).contains("history.json does not exist").hasLineCount(1);
    writeHistories();
    assertThat(run("hpo proposals history.json --draws 0").code()).isEqualTo(3);
    assertThat(run("hpo proposals").code()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "bohb, hartmann3, mfh3",
    "hyperband, hartmann6, mfh6",
    "asha, countingones, co4",
    "random, hartmann3, mfh3"
  })
  void benchmark_anyMethod_hasTheReferencesColumns(String method, String problem, String name) {
    CommandRun run =
        run(
            "hpo benchmark --method %s --problem %s --bias 0.5 --noise 0.1 --min-budget 1"
                    .formatted(method, problem)
                + " --max-budget 9 --eta 3 --brackets 4 --seeds 2 --output csv");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines.get(0))
        .isEqualTo(
            "problem,method,seed,brackets,evaluations,total_budget_in_full_evals,incumbent_loss,"
                + "incumbent_true_regret,model_based_configs,configs");
    assertThat(lines).hasSize(9);
    assertThat(lines.get(1)).startsWith("%s,%s,0,1,".formatted(name, method));
    assertThat(lines.get(8)).startsWith("%s,%s,1,4,".formatted(name, method));
  }

  @Test
  void benchmark_hpBandSter_differsWhereThereAreLevels() {
    String command =
        "hpo benchmark --method bohb --problem countingones --dimensions 3+1 --min-budget 3"
            + " --max-budget 27 --brackets 8 --seeds 2 --output csv";
    assertThat(run(command + " --hpbandster").out()).isNotEqualTo(run(command).out());
  }

  @ParameterizedTest
  @CsvSource({
    "--seeds 0, --seeds",
    "--brackets 0, 0 brackets",
    "--eta 1, eta is 1.0",
    "--min-budget 0, minBudget",
    "--min-budget 100, maxBudget",
    "--bias -1, bias -1.0"
  })
  void benchmark_badOption_isOneSentence(String option, String problem) {
    CommandRun run = run("hpo benchmark --method bohb --problem hartmann3 " + option);
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains(problem).hasLineCount(1);
  }

  @Test
  void benchmark_badUsage_isRefused() {
    assertThat(run("hpo benchmark --method bohb").code()).isEqualTo(2);
    assertThat(run("hpo benchmark --method tpe --problem hartmann3").code()).isEqualTo(2);
    CommandRun dimensions =
        run("hpo benchmark --method bohb --problem countingones --dimensions 4x4");
    assertThat(dimensions.code()).isEqualTo(3);
    assertThat(dimensions.err()).contains("'4x4'");
  }
}
