package io.nasoa.activities.comparison;

import io.nasoa.activities.trial.TrialModels;
import io.nasoa.baselines.comparison.Arm;
import io.nasoa.baselines.comparison.ComparedMethod;
import io.nasoa.baselines.comparison.ComparisonCell;
import io.nasoa.baselines.comparison.ComparisonCells;
import io.nasoa.workflows.comparison.AdvanceComparisonInput;
import io.nasoa.workflows.comparison.ComparisonEntry;
import io.nasoa.workflows.comparison.ComparisonEntry.CurvePoint;
import io.nasoa.workflows.comparison.ComparisonOutcome;
import io.nasoa.workflows.comparison.ComparisonPiece;
import io.nasoa.workflows.comparison.ComparisonRequest;
import io.nasoa.workflows.comparison.ComparisonState;
import io.nasoa.workflows.comparison.ComparisonTask;
import io.nasoa.workflows.comparison.PlanCell;
import io.nasoa.workflows.hpo.HpoRequest;
import io.nasoa.workflows.trial.CalibrateInput;
import io.nasoa.workflows.trial.Calibration;
import io.nasoa.workflows.trial.DescribeInput;
import io.nasoa.workflows.trial.TrialModel;
import io.nasoa.zoo.regime.Configuration;
import io.nasoa.zoo.regime.RegimeSpace;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Takes what has arrived and says what comes next. For one advance, by one thread; deterministic,
 * so that an advance that is repeated gives the same.
 *
 * <p>Who learns on the way plans one cell after the other: what is known to it in a cell hangs on
 * the order of the cells and not on how many are under way at a time.
 */
final class ComparisonAdvance {
  /** Share of a limit that a look at the data may take (protocol P5). */
  static final double PROFILE_SHARE = .05;

  /** Those who look at the data before they choose; it costs them. */
  private static final Set<ComparedMethod> LOOKING =
      EnumSet.of(ComparedMethod.NASOA, ComparedMethod.NASOA_FROZEN);

  private final ComparisonState before;
  private final ComparisonRequest request;
  private final ComparisonCells cells;
  private final List<TrialModel> models;
  private final long experience;
  private final Function<String, List<CurvePoint>> curves;
  private final Set<Integer> known;
  private final Map<Integer, ComparisonEntry> entries = new TreeMap<>();
  private final List<ComparisonPiece> proposals = new ArrayList<>();
  private boolean calibrated;
  private int next;
  private boolean closed;
  private int done;
  private int failed;
  private double doneWeight;

  /**
   * What an advance gives.
   *
   * @param state the comparison from then on
   * @param entries what is to be stored, by number
   */
  record Step(ComparisonState state, Map<Integer, ComparisonEntry> entries) {}

  /**
   * @param models the zoo entries of the comparison, those designed by hand last
   * @param experience ordinal of the newest entry of the log that may be known
   * @param stored numbers of the pieces that are over
   * @param curves gives what the store holds of a search that has ended
   */
  ComparisonAdvance(
      ComparisonState before,
      List<TrialModel> models,
      long experience,
      Set<Integer> stored,
      Function<String, List<CurvePoint>> curves) {
    this.before = before;
    this.request = before.request();
    this.models = List.copyOf(models);
    this.experience = experience;
    this.curves = curves;
    cells = ComparedCells.of(request);
    known = new HashSet<>(stored);
    calibrated = before.calibrated();
    next = before.next();
    closed = before.closed();
    done = before.done();
    failed = before.failed();
    doneWeight = before.doneWeight();
  }

  Step of(AdvanceComparisonInput input) {
    Map<Integer, ComparisonOutcome> arrived = new TreeMap<>();
    input.arrived().forEach(outcome -> arrived.put(outcome.number(), outcome));
    for (ComparisonPiece piece : before.proposals()) {
      ComparisonOutcome outcome = arrived.get(piece.number());
      if (outcome == null) {
        proposals.add(piece);
      } else {
        enter(piece, outcome);
      }
    }
    propose();
    return new Step(after(), entries);
  }

  private void enter(ComparisonPiece piece, ComparisonOutcome outcome) {
    Calibration calibration = outcome.calibration();
    if (calibration != null && calibration.failure() != null) {
      // Not stored: started again, the comparison times its steps again.
      throw new IllegalStateException("steps could not be timed: " + calibration.failure());
    }
    HpoRequest search = piece.search();
    List<CurvePoint> curve =
        search == null || outcome.search() == null ? List.of() : curves.apply(search.hpoId());
    known.add(piece.number());
    ComparisonEntry entry = new ComparisonEntry(ComparisonEntry.SCHEMA, outcome, curve);
    entries.put(piece.number(), entry);
    if (piece.number() != ComparisonPiece.CALIBRATION) {
      ComparisonCell cell = cells.cell(ComparisonPiece.cellOf(piece.number()));
      done++;
      failed += CellAccuracy.of(entry).isEmpty() ? 1 : 0;
      doneWeight += ComparisonCells.weight(cell, request.cap());
    }
  }

  // ---- what comes next

  private void propose() {
    if (!calibrated) {
      calibrated = true;
      proposals.add(ComparisonPiece.of(calibration()));
    }
    // The calibration is alone on its machine.
    while (known.contains(ComparisonPiece.CALIBRATION)
        && proposals.size() < request.parallel()
        && !closed) {
      OptionalInt found = cells.next(next);
      if (found.isEmpty()) {
        closed = true;
        return;
      }
      ComparisonCell cell = cells.cell(found.getAsInt());
      if (isOpen(cell)) {
        if (mustWait(cell)) {
          return;
        }
        proposals.add(piece(cell));
      }
      next = cell.number() + 1;
    }
  }

  private boolean isOpen(ComparisonCell cell) {
    int number = ComparisonPiece.ofCell(cell.number());
    return !known.contains(number)
        && proposals.stream().noneMatch(piece -> piece.number() == number);
  }

  private boolean mustWait(ComparisonCell cell) {
    String learner = ComparedMethod.NASOA.label();
    return cell.arm().method() == ComparedMethod.NASOA
        && proposals.stream()
            .map(ComparisonPiece::plan)
            .anyMatch(plan -> plan != null && plan.method().equals(learner));
  }

  private ComparisonPiece piece(ComparisonCell cell) {
    return cell.arm().method().isSearch()
        ? ComparisonPiece.of(cell.number(), search(cell))
        : ComparisonPiece.of(plan(cell));
  }

  /** One evaluation at a time: each is chosen by all that is known before it. */
  private HpoRequest search(ComparisonCell cell) {
    return new HpoRequest(
        HpoRequest.SCHEMA,
        ComparedCells.searchId(request.comparisonId(), cell),
        request.deployment(),
        request.tasks().get(cell.task()).task(),
        cell.arm().method().label(),
        cell.limit(),
        request.cap(),
        request.eta(),
        request.rungs(),
        request.models(),
        ComparedCells.seed(request, cell),
        1,
        request.device(),
        request.priority());
  }

  private PlanCell plan(ComparisonCell cell) {
    ComparisonTask task = request.tasks().get(cell.task());
    Arm arm = cell.arm();
    String rival = arm.rival();
    List<TrialModel> looked =
        models.stream()
            .filter(
                model ->
                    rival == null
                        ? request.models().contains(model.name())
                        : model.name().equals(rival))
            .toList();
    DescribeInput describe =
        new DescribeInput(
            DescribeInput.SCHEMA,
            ComparedCells.work(request.comparisonId(), cell.number()),
            task.task(),
            ComparedCells.seed(request, cell),
            looked,
            LOOKING.contains(arm.method()) ? PROFILE_SHARE * cell.limit() : 0,
            request.device());
    return new PlanCell(
        cell.number(), arm.method().label(), rival, task.group(), cell.limit(), describe);
  }

  private CalibrateInput calibration() {
    List<TrialModel> zoo = models.subList(0, request.models().size());
    List<CalibrateInput.StepKind> kinds =
        new ArrayList<>(TrialModels.steps(TrialModels.space(zoo)));
    if (!request.rivals().isEmpty()) {
      RegimeSpace rivals = TrialModels.space(models.subList(zoo.size(), models.size()));
      for (Configuration it : rivals.defaults()) {
        kinds.add(new CalibrateInput.StepKind(it.model(), it.frozenStages(), it.batchSize()));
      }
    }
    return new CalibrateInput(
        CalibrateInput.SCHEMA,
        ComparedCells.work(request.comparisonId()),
        models,
        kinds,
        CalibrateInput.ROUNDS,
        request.device());
  }

  private ComparisonState after() {
    return new ComparisonState(
        before.schema(),
        request,
        before.run(),
        before.submittedAtMillis(),
        models,
        experience,
        proposals,
        calibrated,
        next,
        closed,
        cells.count(),
        done,
        failed,
        doneWeight,
        cells.weight(request.cap()),
        before.activeMillis(),
        before.interventions());
  }
}
