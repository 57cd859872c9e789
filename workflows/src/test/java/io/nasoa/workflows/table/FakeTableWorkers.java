package io.nasoa.workflows.table;

import io.nasoa.workflows.trial.CalibrateInput;
import io.nasoa.workflows.trial.Calibration;
import io.nasoa.workflows.trial.DescribeInput;
import io.nasoa.workflows.trial.ReportInput;
import io.nasoa.workflows.trial.ReportOutcome;
import io.nasoa.workflows.trial.TaskDescription;
import io.nasoa.workflows.trial.TrialActivities;
import io.nasoa.workflows.trial.TrialInput;
import io.nasoa.workflows.trial.TrialOutcome;
import io.nasoa.workflows.tuning.FailureTypes;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A store and a trainer in memory: a calibration, two descriptions, three trials of which the last
 * leaves no weights; data named {@code bad} cannot be used.
 */
final class FakeTableWorkers implements TrialActivities, TableRecordActivities {
  private static final int PIECES = 6;

  final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean held;

  /** Trials go on until they are cancelled or released. */
  void hold(boolean holding) {
    held = holding;
  }

  void await(String call, int times) throws InterruptedException {
    while (calls.stream().filter(it -> it.startsWith(call)).count() < times) {
      Thread.sleep(10);
    }
  }

  @Override
  public TableState advance(AdvanceTableInput input) {
    TableState before = input.state();
    List<Integer> arrived = input.arrived().stream().map(PieceOutcome::number).toList();
    calls.add("advance " + arrived);
    List<TablePiece> proposals =
        new ArrayList<>(
            before.proposals().stream()
                .filter(piece -> !arrived.contains(piece.number()))
                .toList());
    int handedOut = before.handedOut();
    while (handedOut < PIECES
        && proposals.size() < before.request().parallel()
        && (proposals.isEmpty() || proposals.get(0).number() > 0)) {
      proposals.add(piece(handedOut++));
    }
    int trials = before.trials() + (int) arrived.stream().filter(number -> number > 2).count();
    return new TableState(
        1,
        before.request(),
        before.run(),
        before.submittedAtMillis(),
        List.of(TableSamples.model()),
        proposals,
        handedOut,
        PIECES,
        trials,
        0,
        0,
        trials,
        3,
        before.activeMillis(),
        before.interventions());
  }

  private static TablePiece piece(int number) {
    if (number == 0) {
      return new TablePiece(number, TableSamples.calibrate(), null, null);
    }
    return number < 3
        ? new TablePiece(number, null, TableSamples.describe(number - 1), null)
        : new TablePiece(number, null, null, TableSamples.trial(number));
  }

  @Override
  public Calibration calibrate(CalibrateInput input) {
    calls.add("calibrate");
    return TableSamples.calibration();
  }

  @Override
  public TaskDescription describe(DescribeInput input) {
    calls.add("describe " + input.task());
    return TableSamples.description();
  }

  @Override
  public TrialOutcome train(TrialInput input) {
    calls.add("train " + input.trial());
    while (held) {
      try {
        Activity.getExecutionContext().heartbeat(null);
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Activity.wrap(e);
      }
    }
    if (input.trial().equals("4") && bad) {
      throw ApplicationFailure.newNonRetryableFailure(
          "the data were changed", FailureTypes.INVALID_DATA);
    }
    return input.trial().equals("5") ? TrialOutcome.failed("no memory", 1) : TableSamples.outcome();
  }

  /** Whether the second trial's data cannot be used. */
  volatile boolean bad;

  @Override
  public ReportOutcome report(ReportInput input) {
    calls.add("report " + input.trial().trial());
    return new ReportOutcome(1, 0.5, null);
  }

  @Override
  public void saveState(TableState state) {
    calls.add("saveState");
  }

  @Override
  public TableResult finish(FinishTableInput input) {
    calls.add("finish " + input.state());
    return input.toResult();
  }
}
