package io.nasoa.activities.airflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The end of a task's log: Airflow sends it line by line as JSON, of which the events are kept. */
final class LogTail {
  private static final int BYTES = 256 << 10;

  private LogTail() {}

  static List<String> read(
      AirflowHttp http, String dagId, String dagRunId, TaskInstance task, int lines) {
    AirflowCall call =
        AirflowCall.of(
                AirflowEndpoint.LOGS, dagId, dagRunId, task.taskId(), Math.max(1, task.tryNumber()))
            .with("map_index", task.mapIndex())
            .with("full_content", true);
    List<String> all =
        http.end(call, "application/x-ndjson", BYTES)
            .lines()
            .flatMap(line -> event(http, line))
            .toList();
    return all.subList(Math.max(0, all.size() - lines), all.size());
  }

  /** The text of one line; empty for markers and for a first line that was cut. */
  private static Stream<String> event(AirflowHttp http, String line) {
    JsonNode entry;
    try {
      entry = http.mapper().readTree(line);
    } catch (JsonProcessingException e) {
      return Stream.empty();
    }
    String text = entry.isTextual() ? entry.asText() : entry.path("event").asText("");
    if (text.isBlank() || text.startsWith("::")) { // Airflow's own marks of groups of lines
      return Stream.empty();
    }
    Stream<String> errors =
        StreamSupport.stream(entry.path("error_detail").spliterator(), false)
            .map(
                error ->
                    "%s: %s"
                        .formatted(
                            error.path("exc_type").asText(), error.path("exc_value").asText()));
    return Stream.concat(text.lines(), errors);
  }
}
