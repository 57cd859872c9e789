package io.nasoa.zoo.predictor.evaluation;

/** A table that predictors cannot be compared on; the message is one sentence for its user. */
public final class InvalidExperienceTableException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidExperienceTableException(String message) {
    super(message);
  }
}
