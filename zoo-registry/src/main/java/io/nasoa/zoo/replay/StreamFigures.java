package io.nasoa.zoo.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a method did in a part of the stream, over all orders.
 *
 * @param method its label
 * @param from position of the first task, from 0
 * @param to position behind the last one
 * @param tasks how many, over all orders
 * @param regret mean points of TEST below the best configuration
 * @param coverage share of tasks whose TEST accuracy was in the promised interval; null where none
 *     is promised
 * @param width mean of the promised interval in points; null likewise
 * @param missed tasks that came too late
 */
public record StreamFigures(
    String method,
    int from,
    int to,
    long tasks,
    double regret,
    @Nullable Double coverage,
    @Nullable Double width,
    long missed) {

  /** Those of all methods, part by part. */
  static List<StreamFigures> of(List<StreamRow> rows, ReplaySettings settings) {
    List<StreamFigures> figures = new ArrayList<>();
    for (String method : rows.stream().map(StreamRow::method).distinct().toList()) {
      Map<Integer, List<StreamRow>> parts =
          rows.stream()
              .filter(row -> row.method().equals(method))
              .collect(
                  Collectors.groupingBy(
                      row -> row.position() / settings.window(),
                      TreeMap::new,
                      Collectors.toList()));
      parts.forEach((part, own) -> figures.add(part(method, part, own, settings)));
    }
    return figures;
  }

  private static StreamFigures part(
      String method, int part, List<StreamRow> rows, ReplaySettings settings) {
    List<StreamRow> promised = rows.stream().filter(row -> row.low() != null).toList();
    return new StreamFigures(
        method,
        part * settings.window(),
        Math.min((part + 1) * settings.window(), settings.streamTasks()),
        rows.size(),
        rows.stream().mapToDouble(StreamRow::regret).average().orElse(Double.NaN),
        mean(promised, row -> row.isCovered() ? 1 : 0),
        mean(promised, StreamFigures::width),
        rows.stream().filter(StreamRow::isMissed).count());
  }

  private static @Nullable Double mean(List<StreamRow> rows, ToDoubleFunction<StreamRow> value) {
    return rows.isEmpty()
        ? null
        : (Double) rows.stream().mapToDouble(value).average().orElseThrow();
  }

  private static double width(StreamRow row) {
    Double low = row.low();
    Double high = row.high();
    return low == null || high == null ? Double.NaN : 100 * (high - low);
  }
}
