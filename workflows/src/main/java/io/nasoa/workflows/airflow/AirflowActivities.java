package io.nasoa.workflows.airflow;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * What is asked of a user's Airflow, on a queue of its own so that long waits take nobody's slot.
 * Each may be done again after a kill; failures are of {@link AirflowFailures} with one sentence.
 */
@ActivityInterface
public interface AirflowActivities {
  /** Name of {@link #start}. */
  String START = "nasoa.airflow.start";

  /** Name of {@link #await}. */
  String AWAIT = "nasoa.airflow.await";

  /** Name of {@link #cancel}. */
  String CANCEL = "nasoa.airflow.cancel";

  /** Name of {@link #tell}. */
  String TELL = "nasoa.airflow.tell";

  /** Triggers a run, unless it is there. */
  @ActivityMethod(name = START)
  StartedDagRun start(StartDagRunInput input);

  /**
   * Waits until a run has ended. Heartbeats with {@link WaitProgress} every few seconds; a worker
   * that stops leaves the run alone and the wait to the next one.
   */
  @ActivityMethod(name = AWAIT)
  DagRunResult await(AwaitDagRunInput input);

  /** Ends a run as failed; leaves one alone that has ended or is not there. */
  @ActivityMethod(name = CANCEL)
  void cancel(DagRunRef run);

  /** Tells an asset's news, unless its newest events have it. */
  @ActivityMethod(name = TELL)
  void tell(AssetNews news);
}
