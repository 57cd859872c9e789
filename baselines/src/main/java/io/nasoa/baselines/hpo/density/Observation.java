package io.nasoa.baselines.hpo.density;

import io.nasoa.baselines.hpo.space.Point;

/**
 * What a point was worth at some budget.
 *
 * @param loss the lower the better; infinite for a run that crashed
 */
public record Observation(Point point, double loss) {
  public Observation {
    loss = Double.isFinite(loss) ? loss : Double.POSITIVE_INFINITY;
  }
}
