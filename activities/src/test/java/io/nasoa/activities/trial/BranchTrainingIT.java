package io.nasoa.activities.trial;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.activities.network.AtomicFiles;
import io.nasoa.activities.training.Fence;
import io.nasoa.activities.training.LedgerFile;
import io.nasoa.activities.training.MetricsLog;
import io.nasoa.activities.training.TrainingControl;
import io.nasoa.activities.tuning.Trainer;
import io.nasoa.workflows.trial.DescribeInput;
import io.nasoa.workflows.trial.TaskDescription;
import io.nasoa.workflows.trial.TrialInput;
import io.nasoa.workflows.trial.TrialModel;
import io.nasoa.workflows.trial.TrialOutcome;
import io.nasoa.workflows.trial.TrialTrunk;
import io.nasoa.workflows.trial.TrunkCheckpoint;
import io.nasoa.zoo.experience.Regime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Branches of one trunk with real trainings: 20 steps with 16 on the trunk, then 60 with 48. */
class BranchTrainingIT {
  private static final String TASK = "draw:shapes:classes=3,images=96,size=32,difficulty=0";
  private static final int WARM_UP = 2;

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
    described = trials.describe(new DescribeInput(1, "hpo-h", TASK, 3, List.of(model), 0, "cpu"));
  }

  private TrialInput branch(
      String trial, int steps, @Nullable TrunkCheckpoint from, boolean leave) {
    Regime regime = new Regime(0.05, 0, steps, 16, 0.9, 1e-4, 0.1, 0.1, true, false);
    TrialTrunk trunk =
        new TrialTrunk(
            WARM_UP,
            TrialTrunk.stepsOf(steps),
            from,
            leave ? TrialFiles.trunk("hpo-h", trial) : null);
    return new TrialInput(
        1, "hpo-h", trial, TASK, described.dataSha256(), 3, model, regime, 0.5, 15, "cpu", trunk);
  }

  /** Trains as an attempt does, in a directory that stays; gives the steps that were done. */
  private TrialOutcome attempt(
      TrialInput input, Path work, int number, int yieldAt, List<Integer> steps)
      throws IOException {
    Fence fence = Fence.take(work.resolve("attempts"), new Fence.Claim("t", 0, number), () -> {});
    TrainingControl control =
        new TrainingControl() {
          @Override
          public Decision beforeStep(int stepsDone, int totalSteps) {
            return stepsDone == yieldAt ? Decision.YIELD : Decision.CONTINUE;
          }

          @Override
          public void afterStep(MetricsLog.Line line, int totalSteps) {
            steps.add(line.step());
          }
        };
    return new TrialTraining(trainer).run(input, work, work.resolve("w"), fence, control);
  }

  @Test
  void promotedTrial_trainsOnlyTheAddedStepsAndItsBranch() throws IOException {
    TrialOutcome first = trials.train(branch("0", 20, null, true));
    assertThat(first.failure()).isNull();
    assertThat(first.steps()).isEqualTo(20);
    TrunkCheckpoint left = requireNonNull(first.trunk());
    assertThat(left.steps()).isEqualTo(16);
    assertThat(root.resolve(left.directory())).isDirectory();

    TrialInput promoted = branch("1", 60, left, false);
    Path work = Files.createDirectories(root.resolve("promoted"));
    List<Integer> steps = new ArrayList<>();
    TrialOutcome second = attempt(promoted, work, 1, -1, steps);
    assertThat(steps).hasSize(44).first().isEqualTo(17);
    assertThat(second.steps()).isEqualTo(44);
    assertThat(requireNonNull(second.cost()).train()).isEqualTo(22);
    assertThat(second.trunk()).isNull();
    LedgerFile ledger =
        new LedgerFile(
            work.resolve("ledger.jsonl"),
            InstantSource.system(),
            Fence.take(work.resolve("attempts"), new Fence.Claim("t", 0, 2), () -> {}));
    assertThat(ledger.resumedSteps()).containsExactly(16);

    TrialOutcome whole = trials.train(branch("2", 60, null, false));
    assertThat(second.weightsSha256())
        .as("the trunk followed without a stop")
        .isEqualTo(whole.weightsSha256());
  }

  @Test
  void interruptedBranch_endsWithTheSameWeightsAndTrunk() throws IOException {
    TrialOutcome whole = trials.train(branch("0", 20, null, true));
    TrunkCheckpoint left = requireNonNull(whole.trunk());
    AtomicFiles.deleteTree(root.resolve(left.directory()));
    Path work = Files.createDirectories(root.resolve("interrupted"));
    List<Integer> steps = new ArrayList<>();
    TrialInput input = branch("0", 20, null, true);
    attempt(input, work, 1, 7, steps);
    attempt(input, work, 2, 18, steps);
    TrialOutcome last = attempt(input, work, 3, -1, steps);
    assertThat(steps).hasSize(20);
    assertThat(last.weightsSha256()).isEqualTo(whole.weightsSha256());
    assertThat(requireNonNull(last.trunk())).isEqualTo(left);
  }

  @Test
  void trunkThatIsGone_failsTheTrialAndNothingElse() throws IOException {
    TrunkCheckpoint left = requireNonNull(trials.train(branch("0", 20, null, true)).trunk());
    AtomicFiles.deleteTree(root.resolve(left.directory()));
    TrialOutcome outcome = trials.train(branch("1", 60, left, false));
    assertThat(outcome.failure()).contains("trunk-0 at step 16, is not there any more");
  }
}
