package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.baselines.hpo.HpoAlgorithm;
import io.nasoa.baselines.hpo.HpoSettings;
import io.nasoa.baselines.hpo.benchmark.BenchmarkProblem;
import io.nasoa.baselines.hpo.benchmark.BenchmarkRow;
import io.nasoa.baselines.hpo.benchmark.CountingOnes;
import io.nasoa.baselines.hpo.benchmark.Hartmann;
import io.nasoa.baselines.hpo.benchmark.HpoBenchmark;
import io.nasoa.worker.config.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs an optimiser on a function with a known optimum: no store, no training. */
@Command(
    name = "benchmark",
    description = "Run an optimiser on a function whose optimum is known, seed by seed.")
final class HpoBenchmarkCommand implements Callable<Integer> {
  private static final List<String> COLUMNS =
      List.of(
          "problem",
          "method",
          "seed",
          "brackets",
          "evaluations",
          "total_budget_in_full_evals",
          "incumbent_loss",
          "incumbent_true_regret",
          "model_based_configs",
          "configs");
  private static final Pattern DIMENSIONS = Pattern.compile("(\\d{1,3})\\+(\\d{1,3})");

  /** What can be run on a function. */
  enum Method {
    BOHB,
    HYPERBAND,
    ASHA,
    RANDOM
  }

  /** What it can be run on. */
  enum Problem {
    HARTMANN3,
    HARTMANN6,
    COUNTINGONES
  }

  private final Shell shell;

  @Option(names = "--method", required = true, description = "${COMPLETION-CANDIDATES}.")
  Method method = Method.BOHB;

  @Option(names = "--problem", required = true, description = "${COMPLETION-CANDIDATES}.")
  Problem problem = Problem.HARTMANN3;

  @Option(
      names = "--dimensions",
      defaultValue = "4+4",
      paramLabel = "BITS+PROBABILITIES",
      description = "Of counting ones (default: ${DEFAULT-VALUE}).")
  String dimensions = "";

  @Option(
      names = "--bias",
      defaultValue = "0.5",
      description = "How wrong small budgets of Hartmann's are (default: ${DEFAULT-VALUE}).")
  double bias;

  @Option(
      names = "--noise",
      defaultValue = "0.1",
      description = "How noisy small budgets of Hartmann's are (default: ${DEFAULT-VALUE}).")
  double noise;

  @Option(
      names = "--min-budget",
      defaultValue = "1",
      description =
          "Least budget; of counting ones the throws of a coin (default: ${DEFAULT-VALUE}).")
  double minBudget;

  @Option(
      names = "--max-budget",
      defaultValue = "81",
      description = "Full budget (default: ${DEFAULT-VALUE}).")
  double maxBudget;

  @Option(
      names = "--eta",
      defaultValue = "3",
      description = "One in so many goes on with so many times the budget (${DEFAULT-VALUE}).")
  double eta;

  @Option(
      names = "--brackets",
      defaultValue = "20",
      description = "Brackets, or their budget for methods without (default: ${DEFAULT-VALUE}).")
  int brackets;

  @Option(
      names = "--seeds",
      defaultValue = "50",
      description = "Runs, with seeds 0, 1, ... (default: ${DEFAULT-VALUE}).")
  int seeds;

  @Option(names = "--hpbandster", description = "With the oddities of that implementation of BOHB.")
  boolean likeHpBandSter;

  @Mixin OutputOption output = new OutputOption();

  HpoBenchmarkCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    if (seeds < 1) {
      throw new CommandException(
          ExitCode.INVALID_INPUT, "--seeds must be at least 1, was " + seeds);
    }
    HpoBenchmark benchmark = benchmark();
    List<ObjectNode> rows = new ArrayList<>();
    for (int seed = 0; seed < seeds; seed++) {
      benchmark.run(seed).forEach(row -> rows.add(json(row)));
    }
    new Printer(shell, output.format).list(COLUMNS, rows);
    return ExitCode.DONE.value();
  }

  private HpoBenchmark benchmark() {
    try {
      HpoSettings settings =
          HpoSettings.of(HpoAlgorithm.valueOf(method.name()), minBudget, maxBudget, eta)
              .withHpBandSter(likeHpBandSter);
      return new HpoBenchmark(function(), settings, brackets);
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.INVALID_INPUT, String.valueOf(e.getMessage()));
    }
  }

  private BenchmarkProblem function() {
    return switch (problem) {
      case HARTMANN3 -> new Hartmann(3, bias, noise, maxBudget);
      case HARTMANN6 -> new Hartmann(6, bias, noise, maxBudget);
      case COUNTINGONES -> countingOnes();
    };
  }

  private CountingOnes countingOnes() {
    Matcher parts = DIMENSIONS.matcher(dimensions);
    if (!parts.matches()) {
      throw new CommandException(
          ExitCode.INVALID_INPUT, "--dimensions is '%s', expected e.g. 4+4".formatted(dimensions));
    }
    return new CountingOnes(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
  }

  private static ObjectNode json(BenchmarkRow row) {
    return Json.MAPPER
        .createObjectNode()
        .put("problem", row.problem())
        .put("method", row.method())
        .put("seed", row.seed())
        .put("brackets", row.brackets())
        .put("evaluations", row.evaluations())
        .put("total_budget_in_full_evals", row.fullEvaluations())
        .put("incumbent_loss", row.incumbentLoss())
        .put("incumbent_true_regret", row.incumbentRegret())
        .put("model_based_configs", row.modelBased())
        .put("configs", row.configurations());
  }
}
