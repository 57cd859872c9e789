package io.nasoa.worker.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.nasoa.worker.config.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a task's {@code metrics.jsonl}.
 *
 * @param step steps done, from 1
 * @param loss mean loss of the step's batch
 * @param learningRate rate the step was done with
 * @param accuracy on the validation images after the step; null at most steps
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MetricPoint(int step, double loss, double learningRate, @Nullable Double accuracy) {

  /** All whole lines of the file; a line torn by a kill ends them, no file means none. */
  public static List<MetricPoint> read(Path file) throws IOException {
    List<MetricPoint> points = new ArrayList<>();
    if (!Files.exists(file)) {
      return points;
    }
    for (String line : Files.readAllLines(file)) {
      try {
        points.add(Json.MAPPER.readValue(line, MetricPoint.class));
      } catch (JsonProcessingException torn) {
        break;
      }
    }
    return points;
  }
}
