package io.nasoa.worker.http;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import com.uber.m3.tally.ScopeCloseException;
import com.uber.m3.util.Duration;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.nasoa.workflows.tuning.Ledger;
import io.nasoa.workflows.tuning.Prediction;
import io.nasoa.workflows.tuning.TaskResult;
import io.nasoa.zoo.store.TaskState;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What an owner measures, for Prometheus: its tasks ({@code nasoa_...}), Temporal's own ({@code
 * temporal_...}) and the JVM's. Base units; no task's id is a label. Thread-safe.
 */
public final class OwnerMetrics implements AutoCloseable {
  static final String TASK_STATE = "nasoa.task.state";
  static final String QUEUE_SECONDS = "nasoa.task.queue.seconds";
  static final String STEP_SECONDS = "nasoa.step.seconds";
  static final String CHECKPOINT_SECONDS = "nasoa.checkpoint.seconds";
  static final String LOST_SECONDS = "nasoa.lost.seconds";
  static final String BUDGET_REMAINING_SECONDS = "nasoa.budget.remaining.seconds";
  static final String PREDICTOR_ERROR = "nasoa.predictor.abs.error";

  private static final double REPORT_SECONDS = 5;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Scope temporal;
  private final DistributionSummary queue = summary(QUEUE_SECONDS, "waiting of an ended task");
  private final DistributionSummary step = summary(STEP_SECONDS, "mean step of an ended task");
  private final DistributionSummary checkpoint =
      summary(CHECKPOINT_SECONDS, "writing checkpoints and the model, of an ended task");
  private final DistributionSummary remaining =
      summary(BUDGET_REMAINING_SECONDS, "what an ended task left of its budget");
  private final DistributionSummary error =
      summary(PREDICTOR_ERROR, "difference of predicted and reached accuracy");
  private final Counter lost =
      Counter.builder(LOST_SECONDS)
          .description("training that was done again after a kill")
          .register(registry);

  /** Metrics without any value yet. */
  public OwnerMetrics() {
    temporal =
        new RootScopeBuilder()
            .reporter(new MicrometerClientStatsReporter(registry))
            .reportEvery(Duration.ofSeconds(REPORT_SECONDS));
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
  }

  private DistributionSummary summary(String name, String description) {
    return DistributionSummary.builder(name).description(description).register(registry);
  }

  /** Where Temporal's client and workers report. */
  public Scope temporal() {
    return temporal;
  }

  /**
   * Shows how many tasks are in each state.
   *
   * @param counts the tasks by the state of their newest run
   */
  public void watch(Supplier<Map<TaskState, Long>> counts) {
    for (TaskState state : TaskState.values()) {
      Gauge.builder(TASK_STATE, () -> counts.get().getOrDefault(state, 0L))
          .description("tasks by state")
          .tag("state", state.name())
          .register(registry);
    }
  }

  /** Takes up a task that has ended. */
  public void ended(TaskResult task) {
    Ledger ledger = task.ledger();
    Integer steps = task.steps();
    if (ledger != null) {
      queue.record(ledger.queue());
      lost.increment(ledger.lost());
      if (steps != null && steps > 0) {
        step.record(ledger.train() / steps);
        checkpoint.record(ledger.checkpoint());
      }
    }
    Double budget = task.budgetSeconds();
    Double active = task.activeSeconds();
    if (budget != null && active != null && task.accuracy() != null) {
      remaining.record(Math.max(0, budget - active));
    }
    Prediction predicted = task.predicted();
    Double accuracy = task.accuracy();
    if (predicted != null && predicted.accuracy() != null && accuracy != null) {
      error.record(Math.abs(predicted.accuracy() - accuracy));
    }
  }

  /** Everything in Prometheus' text format. */
  String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    try {
      temporal.close();
    } catch (ScopeCloseException e) {
      throw new IllegalStateException("the metrics did not close", e);
    } finally {
      registry.close();
    }
  }
}
