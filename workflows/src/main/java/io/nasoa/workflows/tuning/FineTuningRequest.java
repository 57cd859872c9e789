package io.nasoa.workflows.tuning;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.nasoa.workflows.airflow.DagStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One fine-tuning task as its client asked for it; what is {@code null} is chosen by the plan.
 *
 * <p>The record takes any values, so that a malformed one can still be read, refused and recorded;
 * {@link #validated()} is the gate.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param taskId the client's name of the task, also its directory: letters, digits, {@code . _ -}
 * @param deployment name of the store and of the queues it belongs to
 * @param data a directory, a zip or a {@code draw:} expression, exactly as the trainer reads it
 * @param budgetSeconds limit of active seconds; exactly one of this and {@code steps} is given
 * @param steps number of optimiser steps
 * @param model name of a zoo entry
 * @param seed what every random choice of the task hangs on
 * @param learningRate peak learning rate, positive
 * @param frozenStages as {@link io.nasoa.zoo.experience.Regime#frozenStages()}
 * @param batchSize images a step, at least 1
 * @param checkpointIntervalSeconds least seconds between two checkpoints, positive
 * @param deadline absolute limit, queue and downtime included
 * @param priority 1 (first) to 5
 * @param device {@code cpu}, {@code cuda} or {@code cuda:N}
 * @param threads native threads of the training, at least 1
 * @param before what a user's Airflow does first, which may prepare the data; null for nothing
 * @param after what it does with the model; null for nothing
 */
public record FineTuningRequest(
    int schema,
    String taskId,
    String deployment,
    String data,
    @Nullable Double budgetSeconds,
    @Nullable Integer steps,
    @Nullable String model,
    long seed,
    @Nullable Double learningRate,
    @Nullable Integer frozenStages,
    @Nullable Integer batchSize,
    double checkpointIntervalSeconds,
    @Nullable Instant deadline,
    int priority,
    String device,
    int threads,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DagStep before,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DagStep after) {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern DEPLOYMENT = Pattern.compile("[a-z0-9][a-z0-9._-]{0,49}");
  private static final Pattern DEVICE = Pattern.compile("cpu|cuda(:[0-9]{1,3})?");

  @JsonCreator
  public FineTuningRequest {}

  /** A task for which no Airflow does anything. */
  public FineTuningRequest(
      int schema,
      String taskId,
      String deployment,
      String data,
      @Nullable Double budgetSeconds,
      @Nullable Integer steps,
      @Nullable String model,
      long seed,
      @Nullable Double learningRate,
      @Nullable Integer frozenStages,
      @Nullable Integer batchSize,
      double checkpointIntervalSeconds,
      @Nullable Instant deadline,
      int priority,
      String device,
      int threads) {
    this(
        schema,
        taskId,
        deployment,
        data,
        budgetSeconds,
        steps,
        model,
        seed,
        learningRate,
        frozenStages,
        batchSize,
        checkpointIntervalSeconds,
        deadline,
        priority,
        device,
        threads,
        null,
        null);
  }

  /** The device without its number: {@code cpu} or {@code cuda}, the trainer queue's last part. */
  public String deviceClass() {
    int colon = device.indexOf(':');
    return colon < 0 ? device : device.substring(0, colon);
  }

  /** The same with another budget. */
  public FineTuningRequest withBudget(double seconds) {
    return copy(data, seconds, before, after);
  }

  /** The same with other data. */
  public FineTuningRequest withData(String prepared) {
    return copy(prepared, budgetSeconds, before, after);
  }

  /** The same with what a user's Airflow does. */
  public FineTuningRequest with(@Nullable DagStep first, @Nullable DagStep last) {
    return copy(data, budgetSeconds, first, last);
  }

  private FineTuningRequest copy(
      String otherData,
      @Nullable Double otherBudget,
      @Nullable DagStep first,
      @Nullable DagStep last) {
    return new FineTuningRequest(
        schema,
        taskId,
        deployment,
        otherData,
        otherBudget,
        steps,
        model,
        seed,
        learningRate,
        frozenStages,
        batchSize,
        checkpointIntervalSeconds,
        deadline,
        priority,
        device,
        threads,
        first,
        last);
  }

  /**
   * This request.
   *
   * @throws IllegalArgumentException one sentence that names every offending field and its value
   */
  public FineTuningRequest validated() {
    List<String> problems = problems();
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "invalid request for task %s: %s".formatted(taskId, String.join("; ", problems)));
    }
    return this;
  }

  /** Every reason why this request cannot be taken, in field order; empty when it can. */
  public List<String> problems() {
    List<String> found = new ArrayList<>();
    check(found, schema >= 1, "schema must be at least 1", schema);
    check(found, matches(ID, taskId), "id must be like [A-Za-z0-9][A-Za-z0-9._-]*", taskId);
    check(
        found,
        matches(DEPLOYMENT, deployment),
        "deployment must be like [a-z0-9][a-z0-9._-]*",
        deployment);
    check(
        found,
        data != null && !data.isBlank(),
        "data must name a directory, a zip or draw:...",
        data);
    limits(found);
    regime(found);
    check(
        found,
        positive(checkpointIntervalSeconds),
        "checkpoint interval must be positive seconds",
        checkpointIntervalSeconds);
    check(found, priority >= 1 && priority <= 5, "priority must be 1 to 5", priority);
    check(found, matches(DEVICE, device), "device must be cpu, cuda or cuda:N", device);
    check(found, threads >= 1, "threads must be at least 1", threads);
    found.addAll(before == null ? List.of() : before.problemsBefore());
    found.addAll(after == null ? List.of() : after.problemsAfter());
    return found;
  }

  private void limits(List<String> found) {
    if ((budgetSeconds == null) == (steps == null)) {
      found.add(
          "exactly one of budget and steps must be given, was budget %s and steps %s"
              .formatted(budgetSeconds, steps));
    }
    check(
        found,
        budgetSeconds == null || positive(budgetSeconds),
        "budget must be positive seconds",
        budgetSeconds);
    check(found, steps == null || steps >= 1, "steps must be at least 1", steps);
  }

  private void regime(List<String> found) {
    check(found, model == null || !model.isBlank(), "model must not be blank", model);
    check(
        found,
        learningRate == null || positive(learningRate),
        "learning rate must be positive",
        learningRate);
    check(
        found,
        frozenStages == null || frozenStages >= 0,
        "frozen stages must be at least 0",
        frozenStages);
    check(found, batchSize == null || batchSize >= 1, "batch size must be at least 1", batchSize);
  }

  private static void check(
      List<String> found, boolean holds, String rule, @Nullable Object value) {
    if (!holds) {
      found.add(rule + ", was " + (value instanceof String ? "'" + value + "'" : value));
    }
  }

  private static boolean matches(Pattern pattern, @Nullable String text) {
    return text != null && pattern.matcher(text).matches();
  }

  private static boolean positive(double value) {
    return value > 0 && Double.isFinite(value);
  }
}
