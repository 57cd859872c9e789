package io.nasoa.workflows.search;

import io.nasoa.zoo.search.Hypervolume;
import io.nasoa.zoo.search.Measurement;
import io.nasoa.zoo.search.Objectives;
import io.nasoa.zoo.search.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How good the front of a level was after each generation, as one number: the {@link Hypervolume}
 * against the worst of both objectives over all of the level's evaluations so far.
 *
 * @param level the level
 * @param generation evaluations of a generation; the last one may be shorter
 * @param referenceAccuracy the least accuracy; null while nothing is measured
 * @param referenceStepTime the longest step time; null while nothing is measured
 * @param values after each generation
 */
public record LevelHypervolumes(
    SearchPhase level,
    int generation,
    @Nullable Double referenceAccuracy,
    @Nullable Double referenceStepTime,
    List<Double> values) {
  public LevelHypervolumes {
    values = values == null ? List.of() : List.copyOf(values);
  }

  /** The account of a level. */
  public static LevelHypervolumes of(SearchPhase level, List<Trial> trials, int generation) {
    List<Objectives> all =
        trials.stream()
            .flatMap(trial -> trial.measurement().stream())
            .map(Measurement::objectives)
            .toList();
    if (all.isEmpty()) {
      return new LevelHypervolumes(level, generation, null, null, List.of());
    }
    double accuracy = all.stream().mapToDouble(Objectives::accuracy).min().orElseThrow();
    double stepTime = all.stream().mapToDouble(Objectives::stepTime).max().orElseThrow();
    Objectives reference = new Objectives(accuracy, stepTime);
    List<Double> values = new ArrayList<>();
    List<Objectives> sofar = new ArrayList<>();
    for (int i = 0; i < trials.size(); i++) {
      Optional<Measurement> measurement = trials.get(i).measurement();
      measurement.map(Measurement::objectives).ifPresent(sofar::add);
      if ((i + 1) % generation == 0 || i + 1 == trials.size()) {
        values.add(Hypervolume.of(sofar, reference));
      }
    }
    return new LevelHypervolumes(level, generation, accuracy, stepTime, values);
  }
}
