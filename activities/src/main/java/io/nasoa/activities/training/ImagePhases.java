package io.nasoa.activities.training;

import io.nasoa.activities.data.ImageSet;
import java.util.List;

/**
 * The images of a training at one resolution after the other: the same images in the same order,
 * small ones first, which is cheaper and loses little.
 *
 * @param phases ascending by their end; the last one ends at 1
 */
public record ImagePhases(List<Phase> phases) {

  /**
   * One resolution.
   *
   * @param until share of the steps at which it ends, in (0, 1]
   * @param images all images at that resolution
   */
  public record Phase(double until, ImageSet images) {}

  public ImagePhases {
    phases = List.copyOf(phases);
    double before = 0;
    for (Phase phase : phases) {
      if (phase.until() <= before || phase.images().size() != phases.get(0).images().size()) {
        throw new IllegalArgumentException(
            "phases of a training end one after the other and hold the same images");
      }
      before = phase.until();
    }
    if (before != 1) {
      throw new IllegalArgumentException("the last phase of a training ends at 1, not " + before);
    }
  }

  /** One resolution from the first to the last step. */
  public static ImagePhases of(ImageSet images) {
    return new ImagePhases(List.of(new Phase(1, images)));
  }

  /** The images of a step, counted from 0. */
  ImageSet at(int step, int totalSteps) {
    double share = (step + 0.5) / totalSteps;
    for (Phase phase : phases) {
      if (share < phase.until()) {
        return phase.images();
      }
    }
    return phases.get(phases.size() - 1).images();
  }
}
