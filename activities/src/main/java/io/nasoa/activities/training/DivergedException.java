package io.nasoa.activities.training;

/** The loss is not a finite number any more: the training cannot be saved by repeating it. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** After {@code step} steps at that learning rate. */
  public DivergedException(int step, double learningRate) {
    super(
        "training diverged: the loss of step %d is not finite at learning rate %s; try a smaller --learning-rate"
            .formatted(step, learningRate));
  }
}
