package io.nasoa.baselines.hpo.space;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing to choose. Its coordinate in a point is a number in [0, 1], or for a categorical one
 * the place of its level, from 0.
 *
 * <p>Whole numbers and lists with an order are continuous in the unit cube, cut into equal parts
 * whose middle stands for the value, as the reference implementation of BOHB treats whole numbers
 * and asks its users to write ordered lists.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Parameter.Real.class, name = "real"),
  @JsonSubTypes.Type(value = Parameter.Whole.class, name = "whole"),
  @JsonSubTypes.Type(value = Parameter.Ordered.class, name = "ordered"),
  @JsonSubTypes.Type(value = Parameter.Categorical.class, name = "categorical")
})
public sealed interface Parameter {
  String name();

  /** When it is in play; null for always. */
  @Nullable Condition when();

  /** How many levels without an order it has; 0 for numbers. */
  int levelCount();

  /** The value at a coordinate; of a categorical one the place of its level. */
  double decode(double coordinate);

  /**
   * The coordinate of a value.
   *
   * @throws IllegalArgumentException if it cannot have that value
   */
  double encode(double value);

  /**
   * A real number.
   *
   * @param low lower end, positive if logarithmic
   * @param high upper end, above the lower one
   * @param logarithmic whether equal distances are equal ratios
   */
  record Real(String name, double low, double high, boolean logarithmic, @Nullable Condition when)
      implements Parameter {
    public Real {
      requireRange(name, low, high, logarithmic);
    }

    @Override
    public int levelCount() {
      return 0;
    }

    @Override
    public double decode(double coordinate) {
      double value =
          logarithmic
              ? low * StrictMath.exp(coordinate * StrictMath.log(high / low))
              : low + coordinate * (high - low);
      return Math.max(low, Math.min(high, value));
    }

    @Override
    public double encode(double value) {
      require(this, value >= low && value <= high, value, low + " to " + high);
      double place =
          logarithmic
              ? StrictMath.log(value / low) / StrictMath.log(high / low)
              : (value - low) / (high - low);
      return Math.max(0, Math.min(1, place));
    }
  }

  /**
   * A whole number.
   *
   * @param low the least, at least 1 if logarithmic
   * @param high the greatest, above the least
   * @param logarithmic whether equal distances are equal ratios
   */
  record Whole(String name, int low, int high, boolean logarithmic, @Nullable Condition when)
      implements Parameter {
    public Whole {
      requireRange(name, low, high, logarithmic);
    }

    @Override
    public int levelCount() {
      return 0;
    }

    @Override
    public double decode(double coordinate) {
      double value =
          logarithmic
              ? lower() * StrictMath.exp(coordinate * StrictMath.log(upper() / lower()))
              : lower() + coordinate * (upper() - lower());
      return Math.max(low, Math.min(high, Math.rint(value)));
    }

    @Override
    public double encode(double value) {
      require(
          this,
          value >= low && value <= high && value == Math.rint(value),
          value,
          "a whole number from %d to %d".formatted(low, high));
      return logarithmic
          ? StrictMath.log(value / lower()) / StrictMath.log(upper() / lower())
          : (value - lower()) / (upper() - lower());
    }

    private double lower() {
      return low - 0.5;
    }

    private double upper() {
      return high + 0.5;
    }
  }

  /**
   * One of some numbers with an order, each as likely as any other.
   *
   * @param values different, ascending, at least two
   */
  record Ordered(String name, List<Double> values, @Nullable Condition when) implements Parameter {
    public Ordered {
      values = List.copyOf(values);
      if (values.size() < 2 || !values.equals(values.stream().distinct().sorted().toList())) {
        throw new IllegalArgumentException(
            "parameter '%s' has the values %s, expected at least two different ascending ones"
                .formatted(name, values));
      }
    }

    @Override
    public int levelCount() {
      return 0;
    }

    @Override
    public double decode(double coordinate) {
      int place = (int) Math.floor(coordinate * values.size());
      return values.get(Math.max(0, Math.min(values.size() - 1, place)));
    }

    @Override
    public double encode(double value) {
      int place = values.indexOf(value);
      require(this, place >= 0, value, "one of " + values);
      return (place + 0.5) / values.size();
    }
  }

  /**
   * One of some levels without an order.
   *
   * @param levels different, at least one
   */
  record Categorical(String name, List<String> levels, @Nullable Condition when)
      implements Parameter {
    public Categorical {
      levels = List.copyOf(levels);
      if (levels.isEmpty() || new HashSet<>(levels).size() != levels.size()) {
        throw new IllegalArgumentException(
            "parameter '%s' has the levels %s, expected at least one, each once"
                .formatted(name, levels));
      }
    }

    @Override
    public int levelCount() {
      return levels.size();
    }

    @Override
    public double decode(double coordinate) {
      return Math.max(0, Math.min(levels.size() - 1, Math.rint(coordinate)));
    }

    @Override
    public double encode(double value) {
      require(
          this,
          value >= 0 && value < levels.size() && value == Math.rint(value),
          value,
          "the place of a level, 0 to " + (levels.size() - 1));
      return value;
    }
  }

  private static void requireRange(String name, double low, double high, boolean logarithmic) {
    if (!(low < high) || !Double.isFinite(high - low) || (logarithmic && !(low > 0))) {
      throw new IllegalArgumentException(
          "parameter '%s' goes from %s to %s, expected finite ascending ends%s"
              .formatted(name, low, high, logarithmic ? " above 0" : ""));
    }
  }

  private static void require(Parameter parameter, boolean holds, double value, String range) {
    if (!holds) {
      throw new IllegalArgumentException(
          "parameter '%s' is %s, expected %s".formatted(parameter.name(), value, range));
    }
  }
}
