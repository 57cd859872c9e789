package io.nasoa.worker.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.activities.training.MetricsLog;
import io.nasoa.worker.config.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the files of a data directory tell about a task: its ledger, its metrics and the lines of
 * the program's log that name it. Files that are missing or torn tell less, never fail.
 */
final class TaskLogs {
  /** Time, then anything; see the pattern of the log file. */
  private static final Pattern LOG_LINE = Pattern.compile("(\\S{19,35}) (.*)");

  private final Path dataDirectory;

  TaskLogs(Path dataDirectory) {
    this.dataDirectory = dataDirectory;
  }

  List<LogLine> of(String task) {
    Path directory = dataDirectory.resolve("tasks").resolve(task);
    List<LogLine> timed = new ArrayList<>();
    List<Integer> checkpoints = new ArrayList<>();
    for (String line : lines(directory.resolve("ledger.jsonl"))) {
      event(line, timed, checkpoints);
    }
    programLog(task, timed);
    timed.sort(Comparator.comparing(TaskLogs::timeOf));
    return withMetrics(timed, checkpoints, metrics(directory.resolve("metrics.jsonl")));
  }

  private static Instant timeOf(LogLine line) {
    Instant time = line.time();
    return time == null ? Instant.EPOCH : time;
  }

  /** One event of the ledger; mere signs of life are left out. */
  private static void event(String line, List<LogLine> lines, List<Integer> checkpoints) {
    JsonNode event;
    try {
      event = Json.MAPPER.readTree(line);
    } catch (JsonProcessingException torn) {
      return;
    }
    String kind = event.path("kind").asText("").toLowerCase(Locale.ROOT).replace('_', ' ');
    String note = event.path("note").asText("");
    if (kind.equals("alive") && note.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder(kind.equals("alive") ? "note" : kind);
    if (event.hasNonNull("phase")) {
      text.append(' ').append(event.path("phase").asText().toLowerCase(Locale.ROOT));
    }
    if (event.hasNonNull("checkpointStep")) {
      text.append(" at step ").append(event.path("checkpointStep").asInt());
    }
    text.append(note.isEmpty() ? "" : ": " + note);
    lines.add(
        new LogLine(Instant.ofEpochMilli(event.path("at").asLong()), "ledger", text.toString()));
    if (kind.equals("checkpoint")) {
      checkpoints.add(event.path("checkpointStep").asInt());
    }
  }

  private void programLog(String task, List<LogLine> lines) {
    Pattern name = Pattern.compile("(?<![\\w.-])" + Pattern.quote(task) + "(?![\\w-])");
    for (String file : List.of("nasoa.log.1", "nasoa.log")) {
      for (String line : lines(dataDirectory.resolve(file))) {
        Matcher parts = LOG_LINE.matcher(line);
        if (name.matcher(line).find() && parts.matches()) {
          try {
            Instant time = OffsetDateTime.parse(parts.group(1)).toInstant();
            lines.add(new LogLine(time, "log", parts.group(2)));
          } catch (DateTimeException e) {
            // A further line of a message: not the beginning of one.
          }
        }
      }
    }
  }

  private static List<MetricsLog.Line> metrics(Path file) {
    try {
      return Files.exists(file) ? MetricsLog.read(file) : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Metrics have steps instead of times: each checkpoint comes after the steps that it holds. */
  private static List<LogLine> withMetrics(
      List<LogLine> timed, List<Integer> checkpoints, List<MetricsLog.Line> metrics) {
    List<LogLine> all = new ArrayList<>();
    int written = 0;
    int seen = 0;
    for (LogLine line : timed) {
      boolean end = line.source().equals("ledger") && line.text().startsWith("end");
      boolean checkpoint =
          line.source().equals("ledger") && line.text().startsWith("checkpoint at");
      int upTo = end ? Integer.MAX_VALUE : checkpoint ? checkpoints.get(seen++) : -1;
      while (written < metrics.size() && metrics.get(written).step() <= upTo) {
        all.add(line(metrics.get(written++)));
      }
      all.add(line);
    }
    metrics.subList(written, metrics.size()).forEach(rest -> all.add(line(rest)));
    return all;
  }

  private static LogLine line(MetricsLog.Line metrics) {
    Double accuracy = metrics.accuracy();
    return new LogLine(
        null,
        "metrics",
        "step %d  loss %s  learning rate %s%s"
            .formatted(
                metrics.step(),
                metrics.loss(),
                metrics.learningRate(),
                accuracy == null ? "" : "  accuracy " + accuracy));
  }

  private static List<String> lines(Path file) {
    List<String> lines = new ArrayList<>();
    if (Files.exists(file)) {
      try (BufferedReader reader = Files.newBufferedReader(file)) {
        reader.lines().forEach(lines::add);
      } catch (IOException | java.io.UncheckedIOException e) {
        // What was read until here.
      }
    }
    return lines;
  }
}
