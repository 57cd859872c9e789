package io.nasoa.activities.table;

import io.nasoa.activities.trial.TrialModels;
import io.nasoa.workflows.table.AdvanceTableInput;
import io.nasoa.workflows.table.PieceOutcome;
import io.nasoa.workflows.table.TableEntry;
import io.nasoa.workflows.table.TablePiece;
import io.nasoa.workflows.table.TableRequest;
import io.nasoa.workflows.table.TableState;
import io.nasoa.workflows.trial.CalibrateInput;
import io.nasoa.workflows.trial.Calibration;
import io.nasoa.workflows.trial.DescribeInput;
import io.nasoa.workflows.trial.TaskDescription;
import io.nasoa.workflows.trial.TrialInput;
import io.nasoa.workflows.trial.TrialModel;
import io.nasoa.workflows.trial.TrialOutcome;
import io.nasoa.zoo.regime.Configuration;
import io.nasoa.zoo.table.TrialSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Takes what has arrived and says what comes next. For one advance, by one thread; deterministic,
 * so that an advance that is repeated gives the same.
 */
final class TableAdvance {
  private final TableState before;
  private final TableRequest request;
  private final TablePlan plan;
  private final List<TrialModel> models;
  private final IntFunction<TableEntry> stored;
  private final Map<Integer, TableEntry> entries = new TreeMap<>();
  private final List<TablePiece> proposals = new ArrayList<>();
  private int handedOut;
  private int trials;
  private int diverged;
  private int failed;
  private double doneWeight;

  /**
   * What an advance gives.
   *
   * @param state the table from then on
   * @param entries what is to be stored, by number
   */
  record Step(TableState state, Map<Integer, TableEntry> entries) {}

  /**
   * @param models the zoo entries of the table
   * @param stored gives what was stored of a piece
   */
  TableAdvance(TableState before, List<TrialModel> models, IntFunction<TableEntry> stored) {
    this.before = before;
    this.request = before.request();
    this.models = models;
    this.stored = stored;
    plan = new TablePlan(request, models);
    handedOut = before.handedOut();
    trials = before.trials();
    diverged = before.diverged();
    failed = before.failed();
    doneWeight = before.doneWeight();
  }

  Step of(AdvanceTableInput input) {
    Map<Integer, PieceOutcome> arrived = new TreeMap<>();
    input.arrived().forEach(outcome -> arrived.put(outcome.number(), outcome));
    for (TablePiece piece : before.proposals()) {
      PieceOutcome outcome = arrived.get(piece.number());
      if (outcome == null) {
        proposals.add(piece);
      } else {
        enter(piece.number(), piece.trial(), outcome);
      }
    }
    propose();
    return new Step(after(), entries);
  }

  private void enter(int number, @Nullable TrialInput input, PieceOutcome outcome) {
    Calibration calibration = outcome.calibration();
    if (calibration != null && calibration.failure() != null) {
      // Not stored: started again, the table times its steps again.
      throw new IllegalStateException("steps could not be timed: " + calibration.failure());
    }
    if (!plan.isTrial(number)) {
      Integer task = number == 0 ? null : (Integer) (number - 1);
      entries.put(number, new TableEntry(TableEntry.SCHEMA, task, null, null, null, outcome));
      return;
    }
    TablePlan.Cell cell = plan.trial(number);
    entries.put(
        number,
        new TableEntry(
            TableEntry.SCHEMA, cell.task(), cell.limit(), cell.designed(), input, outcome));
    trials++;
    doneWeight += cell.weight();
    TrialOutcome trial = outcome.trial();
    diverged += trial != null && trial.diverged() ? 1 : 0;
    boolean reported = outcome.report() == null || outcome.report().failure() == null;
    failed += trial == null || trial.failure() != null || !reported ? 1 : 0;
  }

  private void propose() {
    while (proposals.size() < request.parallel() && handedOut < plan.pieces() && isReady()) {
      int number = handedOut++;
      if (number == 0) {
        proposals.add(new TablePiece(number, calibration(), null, null));
      } else if (!plan.isTrial(number)) {
        proposals.add(new TablePiece(number, null, description(number - 1), null));
      } else {
        propose(number, plan.trial(number));
      }
    }
  }

  /** The calibration is alone on its machine, and trials need all tasks described. */
  private boolean isReady() {
    return proposals.stream()
        .allMatch(
            waiting ->
                waiting.number() > 0
                    && (plan.isTrial(waiting.number()) || !plan.isTrial(handedOut)));
  }

  private void propose(int number, TablePlan.Cell cell) {
    TaskDescription task = described(cell.task());
    Configuration configuration = cell.designed().configuration();
    double step = calibrated(TablePlan.kind(cell.designed()));
    TrialModel model = model(configuration.model());
    int steps =
        TrialSteps.DEFAULT.of(
            TrialModels.cost(model, task.classes()),
            configuration,
            step,
            task.fitImages(),
            task.selectImages(),
            cell.limit());
    if (steps == 0) {
      String why = "too few steps of %.4f s fit into the limit".formatted(step);
      enter(number, null, new PieceOutcome(number, null, null, TrialOutcome.failed(why, 0), null));
      return;
    }
    TrialInput input =
        new TrialInput(
            TrialInput.SCHEMA,
            TableRecordActivitiesImpl.work(request.tableId()),
            Integer.toString(number),
            request.tasks().get(cell.task()).task(),
            task.dataSha256(),
            request.seed(),
            model,
            configuration.regime(steps, plan.space().axes()),
            step,
            TrialSteps.DEFAULT.checkpointInterval(),
            request.device());
    proposals.add(new TablePiece(number, null, null, input));
  }

  private TrialModel model(String name) {
    return models.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private TableEntry entry(int number) {
    TableEntry own = entries.get(number);
    return own == null ? stored.apply(number) : own;
  }

  private TaskDescription described(int task) {
    TaskDescription found = entry(task + 1).outcome().description();
    if (found == null) {
      throw new IllegalStateException("task %d is not described".formatted(task));
    }
    return found;
  }

  private double calibrated(CalibrateInput.StepKind kind) {
    Calibration found = entry(0).outcome().calibration();
    if (found == null) {
      throw new IllegalStateException("no step has been timed");
    }
    return found.seconds(kind).stream()
        .filter(seconds -> seconds > 0)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(kind + " was not timed"));
  }

  private CalibrateInput calibration() {
    return new CalibrateInput(
        CalibrateInput.SCHEMA,
        TableRecordActivitiesImpl.work(request.tableId()),
        models,
        plan.steps(),
        CalibrateInput.ROUNDS,
        request.device());
  }

  private DescribeInput description(int task) {
    return new DescribeInput(
        DescribeInput.SCHEMA,
        TableRecordActivitiesImpl.work(request.tableId()),
        request.tasks().get(task).task(),
        request.seed(),
        models,
        request.profileSeconds(),
        request.device());
  }

  private TableState after() {
    return new TableState(
        before.schema(),
        request,
        before.run(),
        before.submittedAtMillis(),
        models,
        proposals,
        handedOut,
        plan.pieces(),
        trials,
        diverged,
        failed,
        doneWeight,
        plan.weight(),
        before.activeMillis(),
        before.interventions());
  }
}
