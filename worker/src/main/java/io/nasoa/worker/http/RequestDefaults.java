package io.nasoa.worker.http;

import io.nasoa.worker.config.Settings;
import io.nasoa.workflows.airflow.DagStep;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a request does not say itself.
 *
 * @param deployment the store's name
 * @param checkpointIntervalSeconds seconds between checkpoints
 * @param device where tasks run that do not say
 * @param threads native threads of a training
 * @param deviceClasses classes of devices that somebody trains on
 * @param airflow names of the connections to Airflows; null when other processes have them
 */
public record RequestDefaults(
    String deployment,
    double checkpointIntervalSeconds,
    String device,
    int threads,
    List<String> deviceClasses,
    @Nullable Set<String> airflow) {
  public RequestDefaults {
    deviceClasses = List.copyOf(deviceClasses);
    airflow = airflow == null ? null : Set.copyOf(airflow);
  }

  /** The settings' own. */
  public static RequestDefaults of(Settings settings, List<String> deviceClasses) {
    return new RequestDefaults(
        settings.deployment(),
        settings.checkpointInterval().toMillis() / 1000.0,
        settings.device(),
        settings.threads(),
        deviceClasses,
        settings.airflow().isEmpty() && !settings.temporal().embedded()
            ? null
            : settings.airflow().keySet());
  }

  /** Which Airflow of two steps is in nobody's settings, in a sentence that names the field. */
  public Optional<String> unknownConnection(@Nullable DagStep before, @Nullable DagStep after) {
    Set<String> known = airflow;
    if (known == null) {
      return Optional.empty();
    }
    return Stream.of(problem("before", before, known), problem("after", after, known))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> problem(String field, @Nullable DagStep step, Set<String> known) {
    return step == null || known.contains(step.connectionName())
        ? Optional.empty()
        : Optional.of(
            known.isEmpty()
                ? "%s.connection is '%s', but no Airflow is configured here: set AIRFLOW_URL, or 'airflow' in nasoa.yaml"
                    .formatted(field, step.connectionName())
                : "%s.connection is '%s', but the settings have %s"
                    .formatted(field, step.connectionName(), known.stream().sorted().toList()));
  }
}
