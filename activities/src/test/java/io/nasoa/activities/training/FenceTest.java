package io.nasoa.activities.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nasoa.activities.network.AtomicFiles;
import io.nasoa.activities.training.Fence.Claim;
import io.nasoa.activities.training.Fence.FencedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FenceTest {
  @TempDir private Path directory;

  private Fence take(String owner, long since, int attempt) throws IOException {
    return Fence.take(directory.resolve("attempts"), new Claim(owner, since, attempt), () -> {});
  }

  @Test
  void check_takenByALaterAttempt_isRefused() throws IOException {
    Fence first = take("run", 5, 1);
    first.check();
    Fence second = take("run", 5, 2);

    second.check();
    assertThatExceptionOfType(FencedException.class)
        .isThrownBy(first::check)
        .withMessageContaining("run-5-1");
    assertThat(second.attempt()).isNotEqualTo(first.attempt());
  }

  /** It was frozen before it began, and its replacement is at work. */
  @Test
  void take_earlierAttemptOfTheSameOwner_isRefusedAndTakesNothing() throws IOException {
    Fence replacement = take("run", 5, 2);

    assertThatExceptionOfType(FencedException.class).isThrownBy(() -> take("run", 5, 1));
    assertThatExceptionOfType(FencedException.class).isThrownBy(() -> take("run", 4, 9));
    replacement.check();
  }

  @Test
  void take_otherOwner_isTheNewHolder() throws IOException {
    Fence before = take("run of a server that is gone", 9, 9);

    take("run", 1, 1).check();
    assertThatExceptionOfType(FencedException.class).isThrownBy(before::check);
  }

  /** It was frozen between its question and its claim; the numbers in between may be gone. */
  @Test
  void take_replacedWhileItAsked_isRefused() throws IOException {
    take("run", 5, 1);
    Fence.StillWanted frozen =
        () -> {
          try {
            take("other", 1, 1);
            take("another", 1, 1);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };

    assertThatExceptionOfType(FencedException.class)
        .isThrownBy(
            () -> Fence.take(directory.resolve("attempts"), new Claim("run", 5, 2), frozen));
    assertThat(take("next", 1, 1).attempt()).isEqualTo("000004");
  }

  @Test
  void take_notWantedAnyMore_takesNothing() throws IOException {
    Fence holder = take("run", 5, 1);

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                Fence.take(
                    directory.resolve("attempts"),
                    new Claim("run", 5, 2),
                    () -> {
                      throw new IllegalStateException("cancelled");
                    }));
    holder.check();
  }

  @Test
  void take_claimTornByAKill_isReplaced() throws IOException {
    Files.createDirectories(directory.resolve("attempts"));
    Files.writeString(directory.resolve("attempts/000007"), "{\"own");

    assertThat(take("run", 5, 1).attempt()).isEqualTo("000008");
    assertThat(directory.resolve("attempts/000007")).doesNotExist();
  }

  @Test
  void files_ofAReplacedAttempt_stayThoseOfItsReplacement() throws IOException {
    Path metrics = directory.resolve("metrics.jsonl");
    LedgerFile account = ledger(take("run", 5, 1));
    account.enter(LedgerPhase.TRAIN);
    Fence stale = take("run", 5, 2);
    MetricsLog staleLog = MetricsLog.open(metrics, 0, stale);
    staleLog.add(line(1));
    staleLog.flush();
    LedgerFile staleAccount = ledger(stale);
    Fence fresh = take("run", 5, 3);
    MetricsLog freshLog = MetricsLog.open(metrics, 1, fresh);
    freshLog.add(line(2));
    freshLog.flush();
    List<String> told = Files.readAllLines(directory.resolve("ledger.jsonl"));

    staleLog.add(line(9));
    assertThatExceptionOfType(FencedException.class).isThrownBy(staleLog::flush);
    assertThatExceptionOfType(FencedException.class)
        .isThrownBy(() -> MetricsLog.open(metrics, 0, stale));
    assertThatCode(staleAccount::alive).doesNotThrowAnyException();
    Path model = directory.resolve("model");
    assertThatExceptionOfType(FencedException.class)
        .isThrownBy(() -> AtomicFiles.write(model, "x".getBytes(StandardCharsets.UTF_8), stale));

    assertThat(MetricsLog.read(metrics)).containsExactly(line(1), line(2));
    assertThat(Files.readAllLines(directory.resolve("ledger.jsonl"))).isEqualTo(told);
    assertThat(model).doesNotExist();
    staleLog.close();
    freshLog.close();
  }

  /** The check was passed, then it froze in the middle of its write. */
  @Test
  void metrics_writtenPastTheCheck_areReadByNobody() throws IOException {
    Path metrics = directory.resolve("metrics.jsonl");
    try (MetricsLog stale = MetricsLog.open(metrics, 0, AtomicFiles.Guard.NONE)) {
      stale.add(line(1));
      stale.flush();
      try (MetricsLog fresh = MetricsLog.open(metrics, 1, AtomicFiles.Guard.NONE)) {
        stale.add(line(7));
        stale.flush();
        fresh.add(line(2));
        fresh.flush();
      }
    }
    assertThat(MetricsLog.read(metrics)).containsExactly(line(1), line(2));
  }

  private LedgerFile ledger(Fence fence) {
    return new LedgerFile(directory.resolve("ledger.jsonl"), () -> Instant.EPOCH, fence);
  }

  private static MetricsLog.Line line(int step) {
    return new MetricsLog.Line(step, 0.5f, 0.1, null);
  }
}
