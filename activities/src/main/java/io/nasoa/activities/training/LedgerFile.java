package io.nasoa.activities.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nasoa.activities.network.AtomicFiles;
import io.nasoa.workflows.tuning.Ledger;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a task's time went: {@code ledger.jsonl}, one event a line, only appended. The phases'
 * seconds are folded from it ({@link #totals()}); a line torn by a kill is skipped. Events that a
 * full disk does not take are kept and written as soon as it does: no work ends for want of its
 * account.
 *
 * <p>Thread-safe. One writer at a time over all processes: the attempt that holds the task.
 */
public final class LedgerFile {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private static final Logger log = LoggerFactory.getLogger(LedgerFile.class);

  private final Path file;
  private final InstantSource clock;
  private final AtomicFiles.Guard guard;
  private final List<LedgerEvent> unwritten = new ArrayList<>();

  /** A ledger in that file, which is made by the first event; for reading, or its only writer. */
  public LedgerFile(Path file, InstantSource clock) {
    this(file, clock, AtomicFiles.Guard.NONE);
  }

  /**
   * A ledger in that file, which is made by the first event.
   *
   * @param guard asked before each event is written; what a replaced attempt still has to tell is
   *     dropped
   */
  public LedgerFile(Path file, InstantSource clock, AtomicFiles.Guard guard) {
    this.file = file;
    this.clock = clock;
    this.guard = guard;
  }

  /** A phase begins; the one before ends. */
  public synchronized void enter(LedgerPhase phase) {
    append(LedgerEvent.Kind.PHASE, phase, null, null);
  }

  /**
   * A stage begins. When the events so far end in the middle of another one, its process was
   * killed, and the time since the last event is down time.
   */
  public synchronized void begin(LedgerPhase phase) throws IOException {
    if (LedgerFold.phaseAfter(read()) == LedgerPhase.QUEUE) {
      enter(phase);
    } else {
      takeOver(phase);
    }
  }

  /** Somebody still works on the phase; written every second so that a kill loses no more. */
  public synchronized void alive() {
    append(LedgerEvent.Kind.ALIVE, null, null, null);
  }

  /** A process takes over from one that was killed: the time since the last event is down time. */
  public synchronized void takeOver(LedgerPhase phase) {
    append(LedgerEvent.Kind.TAKEN_OVER, phase, null, null);
  }

  /** The checkpoint of a step is written from now on. */
  public synchronized void beginCheckpoint(int step) {
    append(LedgerEvent.Kind.PHASE, LedgerPhase.CHECKPOINT, step, null);
  }

  /** The checkpoint of a step became durable. */
  public synchronized void checkpoint(int step) {
    append(LedgerEvent.Kind.CHECKPOINT, null, step, null);
  }

  /** Training goes on from a checkpoint: what was trained after it counts as lost. */
  public synchronized void resumed(int step) {
    append(LedgerEvent.Kind.RESUMED, null, step, null);
  }

  /** The attempt gives its slot back in order, to go on later: that is no retry. */
  public synchronized void yielded() {
    append(LedgerEvent.Kind.PHASE, LedgerPhase.QUEUE, null, LedgerEvent.YIELDED);
  }

  /** Keeps a decision beside the times, for instance that the schedule was shortened. */
  public synchronized void note(String decision) {
    append(LedgerEvent.Kind.ALIVE, null, null, decision);
  }

  /** The task has ended. */
  public synchronized void end() {
    append(LedgerEvent.Kind.END, null, null, null);
  }

  /** Seconds by phase up to the last event. */
  public synchronized Ledger totals() throws IOException {
    return LedgerFold.of(read());
  }

  /** How often a training was started, or went on without having given its slot back in order. */
  public synchronized int attempts() throws IOException {
    int attempts = 0;
    boolean inOrder = false;
    for (LedgerEvent event : read()) {
      switch (event.kind()) {
        case TAKEN_OVER -> inOrder = false;
        case RESUMED -> {
          attempts += inOrder ? 0 : 1;
          inOrder = false;
        }
        default -> inOrder |= LedgerEvent.YIELDED.equals(event.note());
      }
    }
    return attempts;
  }

  /** The steps at which the training was started (0) or went on, in order. */
  public synchronized List<Integer> resumedSteps() throws IOException {
    return read().stream()
        .filter(event -> event.kind() == LedgerEvent.Kind.RESUMED)
        .map(LedgerEvent::step)
        .toList();
  }

  /** When the first event was written, in milliseconds since 1970; empty before it. */
  public synchronized OptionalLong firstMillis() throws IOException {
    return read().stream().mapToLong(LedgerEvent::at).findFirst();
  }

  /** Decisions kept by {@link #note}, in order. */
  public synchronized List<String> notes() throws IOException {
    return read().stream()
        .flatMap(event -> Optional.ofNullable(event.note()).stream())
        .filter(note -> !note.equals(LedgerEvent.YIELDED))
        .toList();
  }

  private List<LedgerEvent> read() throws IOException {
    List<LedgerEvent> events = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        parse(line).ifPresent(events::add);
      }
    }
    events.addAll(unwritten);
    return events;
  }

  // A line torn by a kill is passed over: the next event, a take-over, accounts for its time.
  private static Optional<LedgerEvent> parse(String line) {
    try {
      return Optional.of(JSON.readValue(line, LedgerEvent.class));
    } catch (JsonProcessingException torn) {
      return Optional.empty();
    }
  }

  private void append(
      LedgerEvent.Kind kind,
      @Nullable LedgerPhase phase,
      @Nullable Integer step,
      @Nullable String note) {
    unwritten.add(new LedgerEvent(clock.millis(), kind, phase, step, note));
    try {
      guard.check();
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (RandomAccessFile target = new RandomAccessFile(file.toFile(), "rw")) {
        while (!unwritten.isEmpty()) {
          write(unwritten.get(0), target);
          unwritten.remove(0);
        }
      }
    } catch (Fence.FencedException replaced) {
      unwritten.clear();
    } catch (IOException full) {
      if (unwritten.size() == 1) {
        log.warn("the ledger {} cannot be written for now: {}", file, full.getMessage());
      }
    }
  }

  private static void write(LedgerEvent event, RandomAccessFile target) throws IOException {
    byte[] line = (JSON.writeValueAsString(event) + "\n").getBytes(StandardCharsets.UTF_8);
    long end = target.length();
    boolean torn = end > 0 && lastByte(target, end) != '\n';
    target.seek(end);
    try {
      if (torn) {
        target.write('\n');
      }
      target.write(line);
    } catch (IOException full) {
      target.setLength(end);
      throw full;
    }
  }

  private static int lastByte(RandomAccessFile target, long end) throws IOException {
    target.seek(end - 1);
    return target.read();
  }
}
