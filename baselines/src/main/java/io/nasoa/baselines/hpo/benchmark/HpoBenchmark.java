package io.nasoa.baselines.hpo.benchmark;

import io.nasoa.baselines.hpo.Evaluation;
import io.nasoa.baselines.hpo.HpoAlgorithm;
import io.nasoa.baselines.hpo.HpoMethod;
import io.nasoa.baselines.hpo.HpoSettings;
import io.nasoa.baselines.hpo.HpoState;
import io.nasoa.baselines.hpo.Incumbent;
import io.nasoa.baselines.hpo.Rungs;
import io.nasoa.baselines.hpo.Seeds;
import io.nasoa.baselines.hpo.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Runs a method on a problem, one evaluation at a time. */
public final class HpoBenchmark {
  /** Sums of the same budgets in another order may differ by that share. */
  private static final double TOLERANCE = 1e-9;

  private final BenchmarkProblem problem;
  private final HpoSettings settings;
  private final int brackets;
  private final List<Double> budgetAfter;

  /**
   * A benchmark.
   *
   * @param settings the method's; their limit is not heeded
   * @param brackets after so many brackets of Hyperband, or after as much budget, it ends; at least
   *     1
   */
  public HpoBenchmark(BenchmarkProblem problem, HpoSettings settings, int brackets) {
    if (brackets < 1) {
      throw new IllegalArgumentException(
          "a benchmark has %d brackets, expected at least 1".formatted(brackets));
    }
    this.problem = problem;
    this.settings = settings.withLimit(bracketed(settings.algorithm()) ? brackets : 0);
    this.brackets = brackets;
    Rungs rungs = Rungs.of(settings);
    budgetAfter = new ArrayList<>();
    double sum = 0;
    for (int bracket = 0; bracket < brackets; bracket++) {
      sum += rungs.cost(bracket);
      budgetAfter.add(sum * (1 - TOLERANCE));
    }
  }

  private static boolean bracketed(HpoAlgorithm algorithm) {
    return algorithm == HpoAlgorithm.BOHB || algorithm == HpoAlgorithm.HYPERBAND;
  }

  /** A row for each number of brackets, from 1 on. */
  public List<BenchmarkRow> run(long seed) {
    HpoMethod method = new HpoMethod(HpoState.start(settings, problem.space(), seed));
    List<BenchmarkRow> rows = new ArrayList<>();
    double spent = 0;
    while (rows.size() < brackets) {
      Evaluation evaluation =
          method.ask().orElseThrow(() -> new IllegalStateException("a method ended too early"));
      double loss =
          problem.observe(
              evaluation.point(),
              evaluation.budget(),
              Seeds.generator(seed, Seeds.EVALUATION, evaluation.number()));
      method.tell(evaluation.number(), loss);
      spent += evaluation.budget();
      while (rows.size() < brackets && spent >= budgetAfter.get(rows.size())) {
        rows.add(row(method, seed, rows.size() + 1, spent));
      }
    }
    return rows;
  }

  private BenchmarkRow row(HpoMethod method, long seed, int bracket, double spent) {
    Optional<Incumbent> incumbent = method.incumbent();
    List<Trial> trials = method.trials();
    return new BenchmarkRow(
        problem.name(),
        settings.algorithm().name().toLowerCase(Locale.ROOT),
        seed,
        bracket,
        method.runs().size(),
        spent / settings.maxBudget(),
        incumbent.map(Incumbent::loss).orElse(Double.NaN),
        incumbent.map(best -> problem.regret(best.point())).orElse(Double.NaN),
        (int) trials.stream().filter(Trial::modelBased).count(),
        trials.size());
  }
}
