package io.nasoa.activities.training;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nasoa.activities.network.AtomicFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run's {@code metrics.jsonl}: one line a step, without times, so that the file of a resumed run
 * equals that of an undisturbed one byte for byte.
 *
 * <p>Not thread-safe: the training loop owns it.
 */
public final class MetricsLog implements AutoCloseable {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final FileChannel channel;
  private final AtomicFiles.Guard guard;
  private final StringBuilder pending = new StringBuilder();

  private MetricsLog(FileChannel channel, AtomicFiles.Guard guard) {
    this.channel = channel;
    this.guard = guard;
  }

  /**
   * One line.
   *
   * @param step steps done, from 1
   * @param loss mean loss of the step's batch
   * @param learningRate rate the step was done with
   * @param accuracy on all validation images after the step, for the eye only; null at most steps
   */
  @JsonPropertyOrder({"step", "loss", "learningRate", "accuracy"})
  public record Line(int step, float loss, double learningRate, @Nullable Double accuracy) {}

  /**
   * Opens a run's log for going on after {@code step} steps; later lines, and a line torn by a
   * kill, are cut off. What is kept becomes a new file: an attempt that was replaced and still has
   * the old one open writes into that, which nobody reads any more.
   *
   * @param guard says whether the log may be written; asked before the cut and before each flush
   */
  public static MetricsLog open(Path file, int step, AtomicFiles.Guard guard) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    byte[] kept = upTo(file, step);
    try {
      AtomicFiles.write(file, kept, guard);
    } catch (Fence.FencedException replaced) {
      throw replaced;
    } catch (IOException full) {
      guard.check(); // no room for a second one: it is cut where it stands
    }
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.truncate(kept.length);
    channel.position(kept.length);
    return new MetricsLog(channel, guard);
  }

  private static byte[] upTo(Path file, int step) throws IOException {
    if (!Files.exists(file)) {
      return new byte[0];
    }
    byte[] content = Files.readAllBytes(file);
    int keep = 0;
    for (int i = 0; i < content.length; i++) {
      if (content[i] != '\n') {
        continue;
      }
      String text = new String(content, keep, i - keep, StandardCharsets.UTF_8);
      if (!isUpTo(text, step)) {
        break;
      }
      keep = i + 1;
    }
    return Arrays.copyOf(content, keep);
  }

  private static boolean isUpTo(String text, int step) {
    try {
      return JSON.readValue(text, Line.class).step() <= step;
    } catch (JsonProcessingException broken) {
      return false;
    }
  }

  /** All whole lines of a log, in order; empty when there is none yet. */
  public static List<Line> read(Path file) throws IOException {
    List<Line> lines = new ArrayList<>();
    if (!Files.exists(file)) {
      return lines;
    }
    for (String text : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      try {
        lines.add(JSON.readValue(text, Line.class));
      } catch (JsonProcessingException torn) {
        break;
      }
    }
    return lines;
  }

  /** Adds a line; it is in the file after {@link #flush()}. */
  public void add(Line line) throws IOException {
    pending.append(JSON.writeValueAsString(line)).append('\n');
  }

  /** Makes all lines durable; called before a checkpoint that counts on them is published. */
  public void flush() throws IOException {
    guard.check();
    long start = channel.position();
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(pending.toString());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    } catch (IOException full) {
      // Half-written lines would stand twice after the next try.
      channel.truncate(start);
      channel.position(start);
      throw full;
    }
    pending.setLength(0);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
