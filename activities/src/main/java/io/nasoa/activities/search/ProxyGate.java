package io.nasoa.activities.search;

import io.nasoa.activities.network.AtomicFiles;
import io.nasoa.activities.training.TrainingControl;
import io.nasoa.activities.work.OutcomeFiles;
import io.nasoa.workflows.search.CandidateInput;
import io.nasoa.workflows.search.CandidateOutcome;
import io.nasoa.workflows.search.ProxyRecipe;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.search.RankCorrelation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Whether a short training ranks architectures as a longer one does: asked before a search spends
 * its hours on short trainings. Started again after an interruption it goes on where it was.
 *
 * <p>Not thread-safe; two gates on one artifact root must not run at the same time.
 */
public final class ProxyGate {
  private static final String SEARCH = "gate";

  private final CandidateEvaluator evaluator;
  private final Path artifactRoot;

  /**
   * @param evaluator trains
   * @param artifactRoot takes checkpoints and outcomes, below {@code searches/gate}
   */
  public ProxyGate(CandidateEvaluator evaluator, Path artifactRoot) {
    this.evaluator = evaluator;
    this.artifactRoot = artifactRoot;
  }

  /**
   * What is compared.
   *
   * @param data the source data set
   * @param architectures at least two
   * @param stem of all of them
   * @param proxy the short training
   * @param reference the longer one
   * @param seed of every training
   * @param device {@code cpu}, {@code cuda} or {@code cuda:N}
   */
  public record Plan(
      String data,
      List<String> architectures,
      Stem stem,
      ProxyRecipe proxy,
      ProxyRecipe reference,
      long seed,
      String device) {
    public Plan {
      architectures = List.copyOf(architectures);
    }
  }

  /** One architecture: its string, what the short training found, what the longer one did. */
  public record Row(String architecture, CandidateOutcome proxy, CandidateOutcome reference) {}

  /**
   * What came out.
   *
   * @param rows in the plan's order
   * @param kendallTau of the accuracies of those where both trainings ended well; NaN below two
   */
  public record Result(List<Row> rows, double kendallTau) {}

  /**
   * Trains whatever has not been trained.
   *
   * @param control asked between steps
   * @param told each row when it is known
   * @return empty when the control made it give up before the end
   */
  public Optional<Result> run(Plan plan, TrainingControl control, Consumer<Row> told)
      throws IOException {
    List<Row> rows = new ArrayList<>();
    Control watched = new Control(control);
    for (String architecture : plan.architectures()) {
      CandidateOutcome proxy = outcome(plan, architecture, plan.proxy(), rows.size() * 2, watched);
      CandidateOutcome reference =
          outcome(plan, architecture, plan.reference(), rows.size() * 2 + 1, watched);
      if (watched.yielded) {
        return Optional.empty();
      }
      Row row = new Row(architecture, proxy, reference);
      rows.add(row);
      told.accept(row);
    }
    return Optional.of(new Result(List.copyOf(rows), tau(rows)));
  }

  private CandidateOutcome outcome(
      Plan plan, String architecture, ProxyRecipe recipe, int number, Control control)
      throws IOException {
    CandidateInput input =
        new CandidateInput(
            CandidateInput.SCHEMA,
            SEARCH,
            number,
            architecture,
            plan.stem(),
            plan.data(),
            recipe,
            plan.seed(),
            plan.device());
    OutcomeFiles<CandidateInput, CandidateOutcome> files = CandidateFiles.of(artifactRoot, input);
    Optional<CandidateOutcome> known = files.outcome(input);
    if (known.isPresent() || control.yielded) {
      return known.orElseGet(() -> CandidateOutcome.failed("not reached", 0));
    }
    Files.createDirectories(files.work());
    CandidateOutcome outcome = evaluator.evaluate(input, files.work(), control);
    if (!control.yielded) {
      files.writeOutcome(input, outcome, AtomicFiles.Guard.NONE);
    }
    return outcome;
  }

  private static double tau(List<Row> rows) {
    List<Double> proxy = new ArrayList<>();
    List<Double> reference = new ArrayList<>();
    for (Row row : rows) {
      Double shorter = row.proxy().accuracy();
      Double longer = row.reference().accuracy();
      if (shorter != null && longer != null) {
        proxy.add(shorter);
        reference.add(longer);
      }
    }
    return RankCorrelation.kendallTau(proxy, reference);
  }

  /** Remembers that a training was asked to give up. */
  private static final class Control implements TrainingControl {
    private final TrainingControl asked;
    private boolean yielded;

    Control(TrainingControl asked) {
      this.asked = asked;
    }

    @Override
    public Decision beforeStep(int stepsDone, int totalSteps) {
      Decision decision = asked.beforeStep(stepsDone, totalSteps);
      yielded |= decision == Decision.YIELD;
      return decision;
    }

    @Override
    public void afterStep(io.nasoa.activities.training.MetricsLog.Line line, int totalSteps) {
      asked.afterStep(line, totalSteps);
    }
  }
}
