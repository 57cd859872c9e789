package io.nasoa.worker.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a value lies along an axis.
 *
 * @param low value (or its decimal logarithm) at {@code from}
 * @param high the same at {@code to}
 * @param from place of the axis' beginning
 * @param to place of its end
 * @param logarithmic whether equal distances are equal ratios
 * @param ticks values that are labelled
 */
record Scale(
    double low, double high, double from, double to, boolean logarithmic, List<Double> ticks) {
  private static final int MOST_TICKS = 9;

  Scale {
    ticks = List.copyOf(ticks);
  }

  /** From a round number below the least value to one above the greatest. */
  static Scale linear(double least, double most, double from, double to) {
    CurveChart.Range range = CurveChart.Range.of(least, most);
    List<Double> ticks = new ArrayList<>();
    for (double v = range.low(); v <= range.high() + range.tick() / 2; v += range.tick()) {
      ticks.add(Math.abs(v) < range.tick() / 1000 ? 0.0 : v);
    }
    return new Scale(range.low(), range.high(), from, to, false, ticks);
  }

  /**
   * From the least to the greatest value, both above 0.
   *
   * @param room beside them, as a share of the axis
   */
  static Scale logarithmic(double least, double most, double from, double to, double room) {
    double span = Math.max(Math.log10(most / least), 0.1);
    double low = Math.log10(least) - room * span;
    double high = Math.log10(least) + (1 + room) * span;
    List<Double> ticks = decades(low, high, List.of(1, 2, 5));
    return new Scale(
        low,
        high,
        from,
        to,
        true,
        ticks.size() > MOST_TICKS ? decades(low, high, List.of(1)) : ticks);
  }

  private static List<Double> decades(double low, double high, List<Integer> digits) {
    List<Double> ticks = new ArrayList<>();
    for (int power = (int) Math.floor(low); power <= high; power++) {
      for (int digit : digits) {
        double tick = digit * Math.pow(10, power);
        if (Math.log10(tick) >= low && Math.log10(tick) <= high) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  /** Its place. */
  double left(double value) {
    double at = logarithmic ? Math.log10(value) : value;
    return from + (at - low) / (high - low) * (to - from);
  }

  /** How a tick is written. */
  String label(double tick) {
    if (!logarithmic) {
      double step = ticks.size() > 1 ? ticks.get(1) - ticks.get(0) : 1;
      int digits = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
      return String.format(Locale.ROOT, "%." + digits + "f", tick);
    }
    return tick >= 1
        ? String.format(Locale.ROOT, "%.0f", tick)
        : String.format(Locale.ROOT, "%.1g", tick);
  }
}
