package io.nasoa.activities.work;

import io.nasoa.activities.data.InvalidDataException;
import io.nasoa.activities.network.AtomicFiles;
import io.nasoa.activities.training.TrainingControl;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands for a training where long runs themselves are tested: it takes about as long as the data
 * reference says, {@code synthetic:MILLISECONDS}, and goes on from its checkpoint. Immutable.
 *
 * @param millis how long it takes on average
 */
public record SyntheticWork(long millis) {
  private static final Pattern REFERENCE = Pattern.compile("synthetic:(\\d{1,6})");
  private static final int STEPS = 10;

  /** Whether a data reference asks for this. */
  public static boolean serves(String data) {
    return data.startsWith("synthetic:");
  }

  /**
   * What a data reference asks for.
   *
   * @throws InvalidDataException if it is none
   */
  public static SyntheticWork of(String data) {
    Matcher reference = REFERENCE.matcher(data);
    if (!reference.matches()) {
      throw new InvalidDataException(
          "%s is no data: expected synthetic:MILLISECONDS".formatted(data));
    }
    return new SyntheticWork(Long.parseLong(reference.group(1)));
  }

  /** How long it takes on average. */
  public double seconds() {
    return millis / 1000.0;
  }

  /**
   * Does it, or what is left of it.
   *
   * @param hash says how long it takes, from half to one and a half of the average
   * @param work takes the checkpoint
   * @return whether it was done; otherwise the control said to yield
   */
  public boolean run(long hash, Path work, TrainingControl control) throws IOException {
    long pause = millis * (50 + Long.remainderUnsigned(hash, 100)) / 100 / STEPS;
    for (int step = checkpoint(work); step < STEPS; step++) {
      if (control.beforeStep(step, STEPS) != TrainingControl.Decision.CONTINUE) {
        return false;
      }
      sleep(pause);
      AtomicFiles.write(file(work), Integer.toString(step + 1).getBytes(StandardCharsets.US_ASCII));
      control.checkpointed(step + 1);
    }
    return true;
  }

  private static int checkpoint(Path work) throws IOException {
    try {
      return Integer.parseInt(Files.readString(file(work)).strip());
    } catch (NoSuchFileException none) {
      return 0;
    }
  }

  private static Path file(Path work) {
    return work.resolve("step.txt");
  }

  private static void sleep(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted between two steps");
    }
  }

  /** SplitMix64's finaliser: neighbouring values get unrelated numbers. */
  public static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
