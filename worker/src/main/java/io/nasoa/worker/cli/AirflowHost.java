package io.nasoa.worker.cli;

import com.uber.m3.tally.NoopScope;
import io.nasoa.activities.dagrun.AirflowActivitiesImpl;
import io.nasoa.activities.dagrun.PollingPace;
import io.nasoa.worker.config.Settings;
import io.nasoa.worker.temporal.AirflowWorker;
import io.nasoa.worker.temporal.TemporalConnection;
import io.nasoa.workflows.airflow.AirflowActivities;
import java.util.Optional;

/** The process as what speaks to users' Airflows: a connection, a worker. */
final class AirflowHost implements AutoCloseable {
  private final TemporalConnection temporal;
  private final AirflowWorker worker;
  private boolean closed;

  private AirflowHost(TemporalConnection temporal, AirflowWorker worker) {
    this.temporal = temporal;
    this.worker = worker;
  }

  /** Starts it. */
  static AirflowHost start(Shell shell, Settings settings) {
    AirflowActivities activities =
        activities(settings)
            .orElseThrow(
                () ->
                    new CommandException(
                        ExitCode.INVALID_INPUT,
                        "no Airflow is configured: set AIRFLOW_URL, or 'airflow' in nasoa.yaml"));
    TemporalConnection temporal = TemporalConnection.open(settings.temporal(), new NoopScope());
    try {
      AirflowWorker worker =
          new AirflowWorker(temporal.client(), settings.deployment(), activities);
      worker.start();
      shell.say(
          "speaking to Airflow for deployment %s: %s"
              .formatted(settings.deployment(), String.join(", ", settings.airflow().keySet())));
      return new AirflowHost(temporal, worker);
    } catch (RuntimeException e) {
      temporal.close();
      throw e;
    }
  }

  /** What the settings' connections allow; empty without any. */
  static Optional<AirflowActivities> activities(Settings settings) {
    return settings.airflow().isEmpty()
        ? Optional.empty()
        : Optional.of(new AirflowActivitiesImpl(settings.airflow(), PollingPace.USUAL));
  }

  /** Ends it; DAG runs go on. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      worker.shutdown();
      temporal.close();
    }
  }
}
