package io.nasoa.zoo.comparison;

import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/** What a front says at a given accuracy or step time. */
public sealed interface FrontReading {

  /** Between two models of the front, or at one. */
  record Interpolated(double value) implements FrontReading {}

  /**
   * Beyond the end of the front at which it is better than asked for: this value of its last model
   * there, or a better one.
   */
  record AtLeastAsGood(double value) implements FrontReading {}

  /** Beyond the other end: no model of the front does what is asked for. */
  record Unreached() implements FrontReading {}

  /** The same kind of reading of another quantity; {@code change} must keep which is better. */
  default FrontReading map(DoubleUnaryOperator change) {
    if (this instanceof Interpolated on) {
      return new Interpolated(change.applyAsDouble(on.value()));
    }
    if (this instanceof AtLeastAsGood bound) {
      return new AtLeastAsGood(change.applyAsDouble(bound.value()));
    }
    return this;
  }

  /** The value, be it interpolated or a bound; empty when unreached. */
  default OptionalDouble number() {
    if (this instanceof Interpolated on) {
      return OptionalDouble.of(on.value());
    }
    return this instanceof AtLeastAsGood bound
        ? OptionalDouble.of(bound.value())
        : OptionalDouble.empty();
  }
}
