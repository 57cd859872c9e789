package io.nasoa.zoo.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that a search knows of one genotype. Immutable.
 *
 * @param number its place in the search, from 0
 * @param genotype as the space prints it
 * @param asked how many evaluations have been asked for; 0 for one that waits to be asked first
 * @param measurements of the evaluations that succeeded, in order
 * @param failures why the others failed, in order
 */
public record Trial(
    int number, String genotype, int asked, List<Measurement> measurements, List<String> failures) {
  /** A reason is cut to that many characters, so that it cannot blow up the state. */
  static final int LONGEST_REASON = 500;

  public Trial {
    measurements = List.copyOf(measurements);
    failures = List.copyOf(failures);
    int told = measurements.size() + failures.size();
    if (told > asked || told < asked - 1) {
      throw new IllegalArgumentException(
          "trial %d has %d results of %d evaluations, expected all or all but one"
              .formatted(number, told, asked));
    }
  }

  static Trial queued(int number, String genotype) {
    return new Trial(number, genotype, 0, List.of(), List.of());
  }

  /** Whether an evaluation has been asked for and not been told. */
  public boolean pending() {
    return asked > measurements.size() + failures.size();
  }

  /** The evaluation that is asked for, or was last. */
  Candidate candidate() {
    return new Candidate(number, asked - 1, genotype);
  }

  /** Means of accuracy and step time, the largest of the rest; empty while nothing is measured. */
  public Optional<Measurement> measurement() {
    if (measurements.size() < 2) {
      return measurements.stream().findFirst();
    }
    return Optional.of(
        new Measurement(
            measurements.stream().mapToDouble(Measurement::accuracy).average().orElseThrow(),
            measurements.stream().mapToDouble(Measurement::stepTime).average().orElseThrow(),
            measurements.stream().mapToLong(Measurement::parameters).max().orElseThrow(),
            measurements.stream().mapToLong(Measurement::macs).max().orElseThrow(),
            measurements.stream().mapToLong(Measurement::memoryBytes).max().orElseThrow()));
  }

  Trial askedAgain() {
    return new Trial(number, genotype, asked + 1, measurements, failures);
  }

  Trial told(Measurement measurement) {
    return new Trial(number, genotype, asked, append(measurements, measurement), failures);
  }

  Trial failed(String reason) {
    String kept = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    return new Trial(number, genotype, asked, measurements, append(failures, kept));
  }

  private static <T> List<T> append(List<T> list, T last) {
    List<T> longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }
}
