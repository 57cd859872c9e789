package io.nasoa.activities.search;

import io.nasoa.activities.data.InvalidDataException;
import io.nasoa.activities.network.AtomicFiles;
import io.nasoa.activities.training.TrainingControl;
import io.nasoa.workflows.search.CandidateInput;
import io.nasoa.workflows.search.CandidateOutcome;
import io.nasoa.zoo.architecture.Architecture;
import io.nasoa.zoo.architecture.ComputeCost;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands for trainings where a search itself is tested: what a candidate is worth is made up from
 * its string and its seed, and some candidates diverge. It takes as long as the data reference
 * says, {@code synthetic:MILLISECONDS}, and goes on from its checkpoint. Stateless.
 */
public final class SyntheticEvaluator implements CandidateEvaluator {
  private static final Pattern REFERENCE = Pattern.compile("synthetic:(\\d{1,6})");
  private static final int STEPS = 10;
  private static final int FAILS_ONE_IN = 7;

  /** Whether a data reference asks for this. */
  public static boolean serves(String data) {
    return data.startsWith("synthetic:");
  }

  @Override
  public CandidateOutcome evaluate(CandidateInput input, Path work, TrainingControl control)
      throws IOException {
    Matcher reference = REFERENCE.matcher(input.data());
    if (!reference.matches()) {
      throw new InvalidDataException(
          "%s is no data: expected synthetic:MILLISECONDS".formatted(input.data()));
    }
    long hash = hash(input);
    long millis = Long.parseLong(reference.group(1));
    long pause = millis * (50 + Long.remainderUnsigned(hash, 100)) / 100 / STEPS;
    for (int step = checkpoint(work); step < STEPS; step++) {
      if (control.beforeStep(step, STEPS) != TrainingControl.Decision.CONTINUE) {
        return CandidateOutcome.failed("gave its slot back", 0);
      }
      sleep(pause);
      AtomicFiles.write(file(work), Integer.toString(step + 1).getBytes(StandardCharsets.US_ASCII));
      control.checkpointed(step + 1);
    }
    return outcome(input, millis);
  }

  /** What a candidate is worth. */
  static CandidateOutcome outcome(CandidateInput input, long millis) {
    long hash = hash(input);
    if (Long.remainderUnsigned(hash, FAILS_ONE_IN) == 0) {
      return CandidateOutcome.failed("diverged, as its string says", millis / 1000.0);
    }
    ComputeCost cost =
        ComputeCost.of(
            Architecture.parse(input.architecture()).toGraph(10, input.stem()),
            input.proxy().resolution());
    double luck = Long.remainderUnsigned(hash, 1000) / 1000.0;
    double size = Math.log10((double) Math.max(10, cost.macs()));
    double accuracy = Math.min(0.95, 0.1 * size - 0.1 + 0.1 * luck);
    double stepTime = cost.macs() / 1e7 + cost.activationElements() / 1e6;
    return CandidateOutcome.measured(
        accuracy,
        stepTime,
        stepTime / 100,
        cost.parameters(),
        cost.macs(),
        4 * cost.activationElements(),
        millis / 1000.0);
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

  private static long hash(CandidateInput input) {
    return mixed(input.architecture().hashCode() * 31L + input.seed());
  }

  /** SplitMix64's finaliser: neighbouring strings get unrelated numbers. */
  private static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
