package io.nasoa.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.workflows.tuning.FineTuningStatus;
import io.nasoa.workflows.tuning.Ledger;
import io.nasoa.workflows.tuning.Stage;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.workflows.tuning.TrainingProgress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicLong millis = new AtomicLong();

  private ProgressLine line(boolean terminal) {
    PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Shell shell = new Shell(System.out, err, Map.of(), Path.of(""), terminal, stop -> {});
    return new ProgressLine(
        shell,
        () -> {
          throw new AssertionError("nobody asks");
        },
        60.0,
        () -> Instant.ofEpochMilli(millis.get()));
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static FineTuningStatus training(int step) {
    TrainingProgress progress = new TrainingProgress(1, step, 200, 1.25, 0.5, 0, 0);
    return new FineTuningStatus(
        1, "t", 1, TaskState.RUNNING, Stage.FINE_TUNE, "m", 200, null, Ledger.ofPlan(4), progress);
  }

  @Test
  void show_plain_printsNewStagesAtOnceAndStepsSeldom() {
    ProgressLine line = line(false);
    for (int i = 0; i <= 20; i++) {
      millis.set(i * 1000L);
      line.show(training(i));
    }
    assertThat(printed().lines())
        .containsExactly(
            "t  FINE_TUNE  m  step 0/200  loss 1.250  accuracy 50.0 %",
            "t  FINE_TUNE  m  step 10/200  loss 1.250  accuracy 50.0 %  budget left 46 s  ETA 190 s",
            "t  FINE_TUNE  m  step 20/200  loss 1.250  accuracy 50.0 %  budget left 36 s  ETA 180 s");
  }

  @Test
  void show_plain_withoutNewsIsSilent() {
    ProgressLine line = line(false);
    for (int i = 0; i < 100; i++) {
      line.show(training(7));
    }
    assertThat(printed().lines()).hasSize(1);
  }

  @Test
  void show_terminal_redrawsOneLineAndCleansUp() {
    ProgressLine line = line(true);
    line.show(training(100));
    line.show(training(1));
    line.close();
    assertThat(printed()).doesNotContain("\n").endsWith("\r");
    assertThat(printed().split("\r", -1)).hasSize(5);
  }
}
