package io.nasoa.zoo.profile;

import org.jspecify.annotations.Nullable;

/**
 * How well the frozen features of one zoo model separate a sample's classes.
 *
 * @param weightsSha256 the weights that it was measured with
 * @param images size of the sample
 * @param logMe {@link LogMe}, null when it cannot be told
 * @param nearestClassMean {@link NearestClassMean}, in [0, 1], null when it cannot be told
 * @param seconds what it took, the model's loading included
 */
public record ModelScores(
    String weightsSha256,
    int images,
    @Nullable Double logMe,
    @Nullable Double nearestClassMean,
    double seconds) {
  public ModelScores {
    Checks.positive("models.images", images);
    Checks.finite("models.logMe", logMe);
    Checks.finite("models.nearestClassMean", nearestClassMean);
    Checks.finite("models.seconds", seconds);
  }
}
