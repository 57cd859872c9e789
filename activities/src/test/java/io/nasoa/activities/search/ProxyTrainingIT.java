package io.nasoa.activities.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.activities.data.DataRoots;
import io.nasoa.activities.network.TorchRuntime;
import io.nasoa.activities.training.MetricsLog;
import io.nasoa.activities.training.TrainingControl;
import io.nasoa.activities.tuning.DeviceLeases;
import io.nasoa.activities.tuning.Trainer;
import io.nasoa.workflows.search.CandidateInput;
import io.nasoa.workflows.search.CandidateOutcome;
import io.nasoa.workflows.search.ProxyRecipe;
import io.nasoa.zoo.architecture.Stem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyTrainingIT {
  private static final String TINY = "2-_8_2-2";
  private static final String LARGE = "020-_32_2-2";

  @TempDir private Path directory;

  @Test
  void evaluate_drawnSource_learnsAndCostsWhatItsStringSays() throws IOException {
    CandidateOutcome outcome = evaluate(TINY, "one", TrainingControl.none());
    assertThat(outcome.accuracy()).isGreaterThan(0.4);
    assertThat(outcome.failure()).isNull();
    assertThat(outcome.macs()).isPositive();
    assertThat(outcome.parameters()).isPositive();
    assertThat(outcome.memoryBytes()).isPositive();
    assertThat(outcome.stepSeconds()).isPositive();
  }

  @Test
  void evaluate_networkOfManyTimesTheWork_takesALongerStep() throws IOException {
    Double small = evaluate(TINY, "small", TrainingControl.none()).stepTime();
    Double large = evaluate(LARGE, "large", TrainingControl.none()).stepTime();
    assertThat(small).isNotNull();
    assertThat(large).isGreaterThan(small);
  }

  @Test
  void evaluate_stoppedAndStartedAgain_isWorthTheSame() throws IOException {
    CandidateOutcome whole = evaluate(TINY, "whole", TrainingControl.none());
    evaluate(TINY, "stopped", stopAt(9));
    assertThat(directory.resolve("stopped/checkpoints")).isNotEmptyDirectory();
    CandidateOutcome resumed = evaluate(TINY, "stopped", TrainingControl.none());
    assertThat(resumed.accuracy()).isEqualTo(whole.accuracy());
    assertThat(directory.resolve("stopped/metrics.jsonl"))
        .hasSameBinaryContentAs(directory.resolve("whole/metrics.jsonl"));
  }

  private static TrainingControl stopAt(int step) {
    return new TrainingControl() {
      @Override
      public Decision beforeStep(int stepsDone, int totalSteps) {
        return stepsDone == step ? Decision.YIELD : Decision.CONTINUE;
      }

      @Override
      public void afterStep(MetricsLog.Line line, int totalSteps) {}
    };
  }

  private CandidateOutcome evaluate(String architecture, String name, TrainingControl control)
      throws IOException {
    Trainer trainer =
        new Trainer(
            directory,
            DataRoots.EVERYTHING,
            DeviceLeases.ofCpu(8),
            1,
            () -> TorchRuntime.start(1),
            InstantSource.system());
    CandidateInput input =
        new CandidateInput(
            CandidateInput.SCHEMA,
            "s",
            0,
            architecture,
            Stem.STANDARD,
            "draw:shapes:classes=3,images=120,size=32,difficulty=0",
            new ProxyRecipe(32, 20, 0.05, 16, 1e-4),
            1,
            "cpu");
    Path work = Files.createDirectories(directory.resolve(name));
    return new ProxyTraining(trainer).evaluate(input, work, control);
  }
}
