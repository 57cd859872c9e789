package io.nasoa.workflows.comparison;

import io.nasoa.workflows.hpo.HpoState;
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

/** A store and a trainer in memory: a calibration, a choice and a search. */
final class FakeComparisonWorkers implements TrialActivities, ComparisonRecordActivities {
  final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean held;

  /** Whether the data cannot be used. */
  volatile boolean bad;

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
  public ComparisonState advance(AdvanceComparisonInput input) {
    ComparisonState before = input.state();
    List<Integer> arrived = input.arrived().stream().map(ComparisonOutcome::number).toList();
    calls.add("advance " + arrived);
    List<ComparisonPiece> proposals =
        new ArrayList<>(
            before.proposals().stream()
                .filter(piece -> !arrived.contains(piece.number()))
                .toList());
    int next = before.next();
    if (!before.calibrated()) {
      proposals.add(ComparisonPiece.of(ComparisonSamples.calibrate()));
    } else if (next == 0) {
      proposals.add(ComparisonPiece.of(ComparisonSamples.plan(0)));
      proposals.add(ComparisonPiece.of(1, ComparisonSamples.search(1)));
      next = 2;
    }
    int done = before.done() + (int) arrived.stream().filter(number -> number > 0).count();
    return new ComparisonState(
        1,
        before.request(),
        before.run(),
        before.submittedAtMillis(),
        List.of(ComparisonSamples.model()),
        42,
        proposals,
        true,
        next,
        next == 2,
        2,
        done,
        0,
        done,
        2,
        before.activeMillis(),
        before.interventions());
  }

  @Override
  public PlannedCell plan(PlanCellInput input) {
    calls.add("plan " + input.cell().cell());
    return ComparisonSamples.planned();
  }

  @Override
  public PreparedSearch prepareSearch(PrepareSearchInput input) {
    calls.add("prepare " + input.search().hpoId());
    return new PreparedSearch(1, HpoState.accepted(input.search(), 1, 0), null);
  }

  @Override
  public Calibration calibrate(CalibrateInput input) {
    calls.add("calibrate");
    return ComparisonSamples.calibration();
  }

  @Override
  public TaskDescription describe(DescribeInput input) {
    calls.add("describe " + input.task());
    return ComparisonSamples.description();
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
    if (bad) {
      throw ApplicationFailure.newNonRetryableFailure(
          "the data were changed", FailureTypes.INVALID_DATA);
    }
    return ComparisonSamples.outcome();
  }

  @Override
  public ReportOutcome report(ReportInput input) {
    calls.add("report " + input.trial().trial());
    return new ReportOutcome(1, 0.5, null);
  }

  @Override
  public void saveState(ComparisonState state) {
    calls.add("saveState");
  }

  @Override
  public ComparisonResult finish(FinishComparisonInput input) {
    calls.add("finish " + input.state());
    return input.toResult();
  }
}
