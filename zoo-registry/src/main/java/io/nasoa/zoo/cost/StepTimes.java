package io.nasoa.zoo.cost;

import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.experience.StepTimeKey;
import io.nasoa.zoo.experience.StepTimeMeasurement;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one step takes on a device, from the measurements there are: the step itself, else the same
 * model otherwise trained, else the other models, else a guess. Every estimate from something else
 * errs on the slow side. Immutable.
 */
public final class StepTimes {
  /** A step that does this share less takes less time, but not by as much. */
  private static final double SCALING_DOWN = 0.85;

  /**
   * Multiply-accumulates a second, forwards and backwards together: a third of what one thread of a
   * present processor does.
   */
  private static final double GUESSED_RATE = 15e9;

  private final Map<StepTimeKey, StepTimeMeasurement> measured = new HashMap<>();
  private final List<Work> works;

  /**
   * A model that was measured or may be.
   *
   * @param architecture as in {@link StepTimeKey}
   * @param stem as in {@link StepTimeKey}
   * @param resolution as in {@link StepTimeKey}
   * @param cost of that network at that resolution
   */
  public record KnownModel(String architecture, Stem stem, int resolution, ModelCost cost) {
    private boolean is(StepTimeKey key) {
      return key.architecture().equals(architecture)
          && key.stem() == stem
          && key.resolution() == resolution
          && key.frozenStages() <= cost.freezableStages();
    }
  }

  /** A measurement and how many multiply-accumulates its step has. */
  private record Work(StepTimeMeasurement measurement, double macs) {
    double scaledTo(double otherMacs) {
      double ratio = otherMacs / macs;
      return measurement.medianSeconds()
          * (ratio < 1 ? StrictMath.pow(ratio, SCALING_DOWN) : ratio);
    }
  }

  /**
   * Step times from what was measured on one device.
   *
   * @param measurements in an order that does not hang on chance
   * @param models what the networks cost; measurements of others only count for themselves
   */
  public StepTimes(List<StepTimeMeasurement> measurements, Collection<KnownModel> models) {
    measurements.forEach(measurement -> measured.put(measurement.key(), measurement));
    works =
        measurements.stream()
            .flatMap(
                measurement ->
                    models.stream()
                        .filter(model -> model.is(measurement.key()))
                        .limit(1)
                        .map(model -> new Work(measurement, macs(measurement.key(), model.cost()))))
            .toList();
  }

  private static double macs(StepTimeKey key, ModelCost cost) {
    return Math.max(1, key.batchSize() * cost.stepMacs(key.frozenStages()));
  }

  /**
   * What a step should take.
   *
   * @param cost of the key's network at the key's resolution
   */
  public ExpectedStepTime expect(StepTimeKey key, ModelCost cost) {
    StepTimeMeasurement same = measured.get(key);
    if (same != null) {
      return new ExpectedStepTime(same.medianSeconds(), TimeSource.MEASURED);
    }
    double macs = macs(key, cost);
    List<Work> onDevice = works.stream().filter(work -> sameDevice(work, key)).toList();
    Optional<Work> nearest =
        onDevice.stream()
            .filter(work -> sameModel(work, key))
            .min(Comparator.comparingDouble(work -> Math.abs(StrictMath.log(work.macs() / macs))));
    if (nearest.isPresent()) {
      return new ExpectedStepTime(nearest.get().scaledTo(macs), TimeSource.SAME_MODEL);
    }
    return onDevice.stream()
        .map(work -> work.scaledTo(macs))
        .max(Comparator.naturalOrder())
        .map(seconds -> new ExpectedStepTime(seconds, TimeSource.OTHER_MODEL))
        .orElseGet(() -> new ExpectedStepTime(macs / GUESSED_RATE, TimeSource.NOTHING));
  }

  private static boolean sameDevice(Work work, StepTimeKey key) {
    StepTimeKey other = work.measurement().key();
    return other.device().equals(key.device()) && other.threads() == key.threads();
  }

  private static boolean sameModel(Work work, StepTimeKey key) {
    StepTimeKey other = work.measurement().key();
    return other.architecture().equals(key.architecture())
        && other.stem() == key.stem()
        && other.resolution() == key.resolution();
  }
}
