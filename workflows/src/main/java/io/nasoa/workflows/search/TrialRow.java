package io.nasoa.workflows.search;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.nasoa.zoo.search.Measurement;
import io.nasoa.zoo.search.Trial;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Trial} in few bytes: as JSON an array without names, so that a thousand fit into one
 * payload.
 *
 * @param architecture its string
 * @param asked how many evaluations have been asked for
 * @param measured five numbers for each that succeeded, in the order of {@link Measurement}
 * @param failures why the others failed, in short
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"architecture", "asked", "measured", "failures"})
public record TrialRow(
    String architecture, int asked, List<Double> measured, List<String> failures) {
  private static final int NUMBERS = 5;

  public TrialRow {
    measured = orEmpty(measured);
    failures = orEmpty(failures);
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  static TrialRow of(Trial trial) {
    List<Double> numbers = new ArrayList<>();
    for (Measurement it : trial.measurements()) {
      numbers.add(it.accuracy());
      numbers.add(it.stepTime());
      numbers.add((double) it.parameters());
      numbers.add((double) it.macs());
      numbers.add((double) it.memoryBytes());
    }
    return new TrialRow(trial.genotype(), trial.asked(), numbers, trial.failures());
  }

  Trial toTrial(int number) {
    List<Measurement> measurements = new ArrayList<>();
    for (int i = 0; i + NUMBERS <= measured.size(); i += NUMBERS) {
      measurements.add(
          new Measurement(
              measured.get(i),
              measured.get(i + 1),
              measured.get(i + 2).longValue(),
              measured.get(i + 3).longValue(),
              measured.get(i + 4).longValue()));
    }
    return new Trial(number, architecture, asked, measurements, failures);
  }
}
