package io.nasoa.workflows.hpo;

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
 * A store and a trainer in memory: a calibration, a description, three evaluations of which the
 * second becomes the incumbent, and its report.
 */
final class FakeHpoWorkers implements TrialActivities, HpoRecordActivities {
  private static final int EVALUATIONS = 3;

  final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean held;

  /** Whether the third evaluation's data cannot be used. */
  volatile boolean bad;

  /** Whether nothing succeeds. */
  volatile boolean hopeless;

  /** Evaluations go on until they are cancelled or released. */
  void hold(boolean holding) {
    held = holding;
  }

  void await(String call, int times) throws InterruptedException {
    while (calls.stream().filter(it -> it.startsWith(call)).count() < times) {
      Thread.sleep(10);
    }
  }

  @Override
  public HpoState advance(AdvanceHpoInput input) {
    HpoState before = input.state();
    List<Integer> arrived = input.arrived().stream().map(HpoOutcome::number).toList();
    calls.add("advance " + arrived);
    List<HpoPiece> proposals =
        new ArrayList<>(
            before.proposals().stream()
                .filter(piece -> !arrived.contains(piece.number()))
                .toList());
    int prepared = before.prepared();
    if (prepared == 0) {
      prepared++;
      proposals.add(HpoPiece.of(HpoSamples.calibrate()));
    } else if (prepared == 1 && proposals.isEmpty()) {
      prepared++;
      proposals.add(HpoPiece.of(HpoSamples.describe()));
    }
    boolean described = prepared == 2 && (before.prepared() == 2);
    int handedOut = before.handedOut();
    boolean stop = before.interventionsOrNone().stop();
    while (described && !stop && handedOut < EVALUATIONS && proposals.size() < 2) {
      proposals.add(HpoSamples.evaluate(handedOut++));
    }
    boolean found = arrived.contains(HpoPiece.ofEvaluation(1)) && !hopeless;
    if (found) {
      proposals.add(HpoSamples.report(1));
    }
    int told = before.told() + (int) arrived.stream().filter(it -> it > 1 && it % 2 == 0).count();
    return new HpoState(
        1,
        before.request(),
        before.run(),
        before.submittedAtMillis(),
        List.of(HpoSamples.model()),
        proposals,
        prepared,
        handedOut,
        0,
        told,
        0,
        told,
        handedOut == EVALUATIONS,
        found ? HpoSamples.incumbent() : before.incumbent(),
        before.activeMillis(),
        before.interventions());
  }

  @Override
  public Calibration calibrate(CalibrateInput input) {
    calls.add("calibrate");
    return HpoSamples.calibration();
  }

  @Override
  public TaskDescription describe(DescribeInput input) {
    calls.add("describe " + input.task());
    return HpoSamples.description();
  }

  @Override
  public TrialOutcome train(TrialInput input) {
    calls.add("train " + input.trial());
    while (held && input.trial().equals("2")) {
      try {
        Activity.getExecutionContext().heartbeat(null);
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Activity.wrap(e);
      }
    }
    if (input.trial().equals("2") && bad) {
      throw ApplicationFailure.newNonRetryableFailure(
          "the data were changed", FailureTypes.INVALID_DATA);
    }
    return input.trial().equals("0") ? TrialOutcome.failed("no memory", 1) : HpoSamples.outcome();
  }

  @Override
  public ReportOutcome report(ReportInput input) {
    calls.add("report " + input.trial().trial());
    return new ReportOutcome(1, 0.5, null);
  }

  @Override
  public void saveState(HpoState state) {
    calls.add("saveState");
  }

  @Override
  public HpoResult finish(FinishHpoInput input) {
    calls.add("finish " + input.state());
    return input.toResult();
  }
}
