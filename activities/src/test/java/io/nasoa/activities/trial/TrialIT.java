package io.nasoa.activities.trial;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nasoa.activities.training.Fence;
import io.nasoa.activities.training.MetricsLog;
import io.nasoa.activities.training.TrainingControl;
import io.nasoa.activities.tuning.Trainer;
import io.nasoa.workflows.trial.CalibrateInput;
import io.nasoa.workflows.trial.Calibration;
import io.nasoa.workflows.trial.DescribeInput;
import io.nasoa.workflows.trial.ReportInput;
import io.nasoa.workflows.trial.ReportOutcome;
import io.nasoa.workflows.trial.TaskDescription;
import io.nasoa.workflows.trial.TrialInput;
import io.nasoa.workflows.trial.TrialModel;
import io.nasoa.workflows.trial.TrialOutcome;
import io.nasoa.zoo.experience.Regime;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialIT {
  private static final String TASK =
      "draw:shapes:classes=4,images=160,size=32,difficulty=0#class-share=0.5,seed=1";

  @TempDir private Path root;
  private Trainer trainer;
  private TrialActivitiesImpl trials;
  private TrialModel model;
  private TaskDescription described;

  @BeforeEach
  void describe() throws IOException {
    trainer = TinyZoo.trainer(root);
    trials = new TrialActivitiesImpl(root, trainer, InstantSource.system());
    model = TinyZoo.model(TinyZoo.entry(root, "tiny", "2-_8_2-2"));
    described =
        trials.describe(new DescribeInput(1, "table-t", TASK, 3, List.of(model), 10, "cpu"));
  }

  private TrialInput input(String trial, double learningRate) {
    Regime regime = new Regime(learningRate, 0, 60, 16, 0.9, 1e-4, 0.1, 0.1, true, false);
    return new TrialInput(
        1, "table-t", trial, TASK, described.dataSha256(), 3, model, regime, 0.5, 15, "cpu");
  }

  @Test
  void description_countsSplitsAndScoresModels() {
    assertThat(described.classes()).isEqualTo(3);
    assertThat(described.fitImages() + described.selectImages()).isEqualTo(96);
    assertThat(described.selectImages()).isBetween(18, 20);
    assertThat(described.testImages()).isEqualTo(24);
    assertThat(described.profile()).containsKeys("imbalance", "meanRed", "logSide");
    assertThat(requireNonNull(described.models().get("tiny")).nearestClassMean())
        .isBetween(0.0, 1.0);
  }

  @Test
  void trial_isMeasuredOnSelectReportedOnTestAndDoneOnce() {
    TrialOutcome outcome = trials.train(input("1", 0.05));

    assertThat(outcome.failure()).isNull();
    assertThat(outcome.steps()).isEqualTo(60);
    assertThat(outcome.selectAccuracy()).isBetween(0.4, 1.0);
    assertThat(outcome.fitAccuracy()).isBetween(0.4, 1.0);
    assertThat(requireNonNull(outcome.cost()).train()).isEqualTo(30);
    assertThat(requireNonNull(outcome.cost()).evaluate()).isPositive();
    assertThat(requireNonNull(outcome.cost()).seconds()).isGreaterThan(30);
    assertThat(root.resolve(String.valueOf(outcome.weights()))).isRegularFile();
    ReportOutcome report = report("1", outcome);
    double test = requireNonNull(report.testAccuracy());
    assertThat(test).isBetween(0.4, 1.0);
    assertThat(test * 24).isCloseTo(Math.rint(test * 24), within(1e-9));
    assertThat(trials.train(input("1", 0.05))).as("kept, to the second").isEqualTo(outcome);
  }

  private ReportOutcome report(String trial, TrialOutcome outcome) {
    return trials.report(
        new ReportInput(
            1,
            input(trial, 0.05),
            String.valueOf(outcome.weights()),
            String.valueOf(outcome.weightsSha256())));
  }

  @Test
  void trial_interruptedTwice_endsWithTheSameWeights() throws IOException {
    TrialOutcome whole = trials.train(input("1", 0.05));
    TrialTraining training = new TrialTraining(trainer);
    Path work = Files.createDirectories(root.resolve("interrupted"));
    TrialOutcome last = whole;
    for (int attempt = 1; attempt <= 3; attempt++) {
      Fence fence =
          Fence.take(root.resolve("attempts"), new Fence.Claim("test", 0, attempt), () -> {});
      TrainingControl control = attempt == 3 ? TrainingControl.none() : stopAt(17 * attempt);
      last = training.run(input("1", 0.05), work, work.resolve("w"), fence, control);
    }
    assertThat(last.weightsSha256()).isEqualTo(whole.weightsSha256());
    assertThat(last.selectAccuracy()).isEqualTo(whole.selectAccuracy());
    assertThat(last.fitAccuracy()).isEqualTo(whole.fitAccuracy());
    assertThat(last.steps()).isEqualTo(60);
    assertThat(last.bitIdentical()).isTrue();
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

  @Test
  void divergence_isAnOutcomeWithItsCost() {
    TrialOutcome outcome = trials.train(input("2", 1e12));
    assertThat(outcome.diverged()).isTrue();
    assertThat(outcome.failure()).isNull();
    assertThat(outcome.selectAccuracy()).isNull();
    assertThat(outcome.weights()).isNull();
    assertThat(requireNonNull(outcome.cost()).seconds()).isLessThan(31);
  }

  @Test
  void otherData_areRefused() {
    TrialInput right = input("3", 0.05);
    TrialInput other =
        new TrialInput(
            1, right.work(), "3", TASK, "0000", 3, model, right.regime(), 0.5, 15, "cpu");
    assertThatThrownBy(() -> trials.train(other))
        .isInstanceOf(ApplicationFailure.class)
        .hasMessageContaining("were changed since they were described");
  }

  @Test
  void calibration_ofFrozenStages_findsThemCheaper() {
    List<CalibrateInput.StepKind> kinds =
        List.of(
            new CalibrateInput.StepKind("tiny", 0, 16),
            new CalibrateInput.StepKind("tiny", 3, 16),
            new CalibrateInput.StepKind("tiny", 0, 64));
    Calibration found =
        trials.calibrate(new CalibrateInput(1, "table-t", List.of(model), kinds, 5, "cpu"));
    assertThat(found.failure()).isNull();
    double[] seconds = kinds.stream().mapToDouble(kind -> found.seconds(kind).orElse(0)).toArray();
    assertThat(seconds[0]).isPositive().isGreaterThan(seconds[1]);
    assertThat(seconds[2]).isGreaterThan(seconds[0]);
  }
}
