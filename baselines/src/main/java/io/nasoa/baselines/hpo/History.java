package io.nasoa.baselines.hpo;

import io.nasoa.baselines.hpo.density.Observation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a method may know when it chooses: of later evaluations only that they are under way. */
final class History {
  private final List<Trial> trials;
  private final List<Run> runs;
  private final int used;
  private final Map<Integer, Map<Integer, List<Known>>> rungs = new HashMap<>();

  /**
   * A view.
   *
   * @param used of how many evaluations the outcome may be known
   */
  History(List<Trial> trials, List<Run> runs, int used) {
    this.trials = trials;
    this.runs = runs;
    this.used = used;
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      rungs
          .computeIfAbsent(trials.get(run.trial()).bracket(), bracket -> new HashMap<>())
          .computeIfAbsent(run.level(), level -> new ArrayList<>())
          .add(new Known(run.trial(), i < used, i < used ? loss(run) : Double.NaN));
    }
  }

  List<Trial> trials() {
    return trials;
  }

  /** How many brackets have begun: the last trial may have filled a place in an earlier one. */
  int brackets() {
    return trials.stream().mapToInt(Trial::bracket).max().orElse(-1) + 1;
  }

  /** The runs of a bracket at a level, in the order of their numbers. */
  List<Known> at(int bracket, int level) {
    return rungs.getOrDefault(bracket, Map.of()).getOrDefault(level, List.of());
  }

  private static double loss(Run run) {
    return Objects.requireNonNull(run.loss());
  }

  /** What is known of all levels, in the order of the evaluations. */
  void observed(ObservationSink sink) {
    for (Run run : runs.subList(0, used)) {
      sink.accept(run.level(), new Observation(trials.get(run.trial()).point(), loss(run)));
    }
  }

  /** Takes an observation at a level. */
  interface ObservationSink {
    void accept(int level, Observation observation);
  }

  /**
   * A run as far as it may be known.
   *
   * @param loss NaN while it is not done
   */
  record Known(int trial, boolean done, double loss) {
    boolean crashed() {
      return done && Double.isInfinite(loss);
    }
  }
}
