package io.nasoa.workflows.airflow;

/**
 * Types of the application failures of {@link AirflowActivities}; part of recorded histories, so a
 * name is never changed.
 */
public final class AirflowFailures {
  private AirflowFailures() {}

  /** The DAG run has failed, or somebody has marked it so; the message names its task. */
  public static final String DAG_RUN_FAILED = "AirflowDagRunFailed";

  /** The DAG run is not there any more. */
  public static final String DAG_RUN_DELETED = "AirflowDagRunDeleted";

  /** The DAG run did not end in its time and was cancelled. */
  public static final String TIMED_OUT = "AirflowTimedOut";

  /** What was asked for cannot be: no such DAG, connection, asset, right or parameter. */
  public static final String REFUSED = "AirflowRefused";

  /** Airflow does not answer now: tried again. */
  public static final String UNAVAILABLE = "AirflowUnavailable";
}
