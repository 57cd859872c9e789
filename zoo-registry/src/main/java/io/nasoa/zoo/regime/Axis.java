package io.nasoa.zoo.regime;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One number of a configuration: where it may lie, what it is unless it is chosen, and its place
 * between 0 and 1. Switches are the numbers 0 and 1.
 */
public sealed interface Axis {
  /** The field's name in a {@link Configuration}. */
  String name();

  /** What the number is unless it is chosen. */
  double defaultValue();

  /** How many values without an order it can take; 0 for numbers with an order. */
  int categories();

  /** Whether the number may have this value. */
  boolean contains(double value);

  /** The number at a place; places outside [0, 1] count as its ends. */
  double decode(double place);

  /** The place in [0, 1] of a number; {@link #decode} of it gives the number back. */
  double encode(double value);

  /**
   * Values spread over the whole axis, the default always among them, ascending.
   *
   * @param count at least 1; fewer come back from an axis that has fewer
   */
  List<Double> grid(int count);

  /** The allowed values in words. */
  String range();

  /** An axis of one value. */
  static Axis fixed(String name, double value) {
    return new Values(name, List.of(value), true, value);
  }

  /** A switch that is on or off. */
  static Axis flag(String name, boolean defaultValue) {
    return new Values(name, List.of(0.0, 1.0), false, defaultValue ? 1 : 0);
  }

  /**
   * All numbers between two ends.
   *
   * @param low the lower end, positive if logarithmic
   * @param high the upper end, above the lower one
   * @param logarithmic whether equal distances are equal ratios
   */
  record Range(String name, double low, double high, boolean logarithmic, double defaultValue)
      implements Axis {
    public Range {
      if (!(low < high) || !Double.isFinite(high - low) || (logarithmic && !(low > 0))) {
        throw new IllegalArgumentException(
            "axis %s goes from %s to %s, expected finite ascending ends%s"
                .formatted(name, low, high, logarithmic ? " above 0" : ""));
      }
      requireDefault(name, defaultValue, defaultValue >= low && defaultValue <= high);
    }

    @Override
    public int categories() {
      return 0;
    }

    @Override
    public boolean contains(double value) {
      return value >= low && value <= high;
    }

    @Override
    public double decode(double place) {
      double inside = Math.max(0, Math.min(1, place));
      double value =
          logarithmic
              ? low * StrictMath.exp(inside * StrictMath.log(high / low))
              : low + inside * (high - low);
      return Math.max(low, Math.min(high, value));
    }

    @Override
    public double encode(double value) {
      double place =
          logarithmic
              ? StrictMath.log(value / low) / StrictMath.log(high / low)
              : (value - low) / (high - low);
      return Math.max(0, Math.min(1, place));
    }

    @Override
    public List<Double> grid(int count) {
      requireCount(name, count);
      List<Double> values = new ArrayList<>();
      int nearest = nearest(encode(defaultValue), count);
      for (int i = 0; i < count; i++) {
        values.add(i == nearest ? defaultValue : decode((double) i / (count - 1)));
      }
      return values;
    }

    @Override
    public String range() {
      return low + " to " + high;
    }
  }

  /**
   * Some numbers.
   *
   * @param values ascending, each once, at least one
   * @param ordered whether neighbours are alike
   */
  record Values(String name, List<Double> values, boolean ordered, double defaultValue)
      implements Axis {
    public Values {
      values = List.copyOf(values);
      if (values.isEmpty()
          || !values.equals(
              new ArrayList<>(new LinkedHashSet<>(values.stream().sorted().toList())))) {
        throw new IllegalArgumentException(
            "axis %s has the values %s, expected different ascending ones".formatted(name, values));
      }
      requireDefault(name, defaultValue, values.contains(defaultValue));
    }

    @Override
    public int categories() {
      return ordered ? 0 : values.size();
    }

    @Override
    public boolean contains(double value) {
      return values.contains(value);
    }

    @Override
    public double decode(double place) {
      return values.get(index(place, values.size()));
    }

    @Override
    public double encode(double value) {
      return place(values.indexOf(value), values.size());
    }

    @Override
    public List<Double> grid(int count) {
      requireCount(name, count);
      int most = values.size() - 1;
      if (count > most) {
        return values;
      }
      int usual = values.indexOf(defaultValue);
      int nearest = nearest(count == 1 ? 0 : (double) usual / most, count);
      return IntStream.range(0, count)
          .map(i -> i == nearest ? usual : (int) Math.round((double) i * most / (count - 1)))
          .mapToObj(values::get)
          .toList();
    }

    @Override
    public String range() {
      return "one of " + values;
    }
  }

  /** Which of {@code size} equal parts of [0, 1] a place lies in. */
  static int index(double place, int size) {
    return Math.max(0, Math.min(size - 1, (int) Math.floor(place * size)));
  }

  /** The middle of one of {@code size} equal parts of [0, 1]. */
  static double place(int index, int size) {
    return (index + 0.5) / size;
  }

  private static int nearest(double place, int count) {
    return (int) Math.round(place * (count - 1));
  }

  private static void requireCount(String name, int count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "a grid of axis %s has %d values, expected at least 1".formatted(name, count));
    }
  }

  private static void requireDefault(String name, double value, boolean allowed) {
    if (!allowed) {
      throw new IllegalArgumentException(
          "axis %s has the default %s, which is not among its values".formatted(name, value));
    }
  }
}
