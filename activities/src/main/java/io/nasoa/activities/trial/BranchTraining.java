package io.nasoa.activities.trial;

import io.nasoa.activities.network.AtomicFiles;
import io.nasoa.activities.training.Checkpoint;
import io.nasoa.activities.training.CheckpointState;
import io.nasoa.activities.training.CheckpointStore;
import io.nasoa.activities.training.Fence;
import io.nasoa.activities.training.LearningRateSchedule;
import io.nasoa.activities.training.MetricsLog;
import io.nasoa.activities.training.TrainingControl;
import io.nasoa.activities.training.TrainingLoop;
import io.nasoa.activities.training.TrainingResult;
import io.nasoa.workflows.trial.TrialInput;
import io.nasoa.workflows.trial.TrialTrunk;
import io.nasoa.workflows.trial.TrunkCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at the steps of a trial that is a branch: along the trunk at its constant rate, a
 * checkpoint of where it is left, then the cool-down. Interrupted anywhere it goes on from the
 * trial's own newest checkpoint; the trunk's checkpoint stands before the first step of the
 * cool-down. For one thread.
 */
final class BranchTraining {
  private final TrialInput input;
  private final TrialTrunk branch;
  private final Own own;
  private final Loops loops;
  private final UnaryOperator<Path> artifacts;

  /**
   * The trial's own files.
   *
   * @param directory of its checkpoints
   * @param runKey of them
   * @param fence of this attempt
   */
  record Own(Path directory, String runKey, Fence fence) {
    CheckpointStore checkpoints() {
      return new CheckpointStore(directory, fence);
    }
  }

  /** Makes a loop over the trial's network, images and checkpoints. */
  @FunctionalInterface
  interface Loops {
    TrainingLoop loop(LearningRateSchedule schedule, TrainingControl control);
  }

  /**
   * What came of it.
   *
   * @param result of the last loop
   * @param left the trunk's checkpoint; null when none was to be left, or the slot was given back
   */
  record Trained(TrainingResult result, @Nullable TrunkCheckpoint left) {}

  /**
   * @param artifacts makes paths relative to the artifact root absolute
   */
  BranchTraining(
      TrialInput input, TrialTrunk branch, Own own, Loops loops, UnaryOperator<Path> artifacts) {
    this.input = input;
    this.branch = branch;
    this.own = own;
    this.loops = loops;
    this.artifacts = artifacts;
  }

  /** What must be equal for a trunk to be followed further: all but how far it goes. */
  private String trunkKey() {
    return "trunk, data %s, model %s, %s, seed %d, warm-up %d"
        .formatted(
            input.dataSha256(),
            input.model().weightsSha256(),
            input.regime().withSteps(1),
            input.seed(),
            branch.warmUpSteps());
  }

  Trained run(TrainingControl control) throws IOException {
    int start = begin();
    // Without a checkpoint to leave there is nothing to stop for.
    if (branch.leave() != null && start <= branch.steps()) {
      TrainingResult along = loop(new UntilStep(control, branch.steps())).run(null);
      if (along.ending() == TrainingResult.Ending.YIELDED) {
        return new Trained(along, null);
      }
    }
    TrunkCheckpoint left = leave();
    return new Trained(loop(control).run(null), left);
  }

  private TrainingLoop loop(TrainingControl control) {
    return loops.loop(schedule(), control);
  }

  private LearningRateSchedule schedule() {
    return LearningRateSchedule.of(
        input.regime(), new LearningRateSchedule.Plateau(branch.warmUpSteps(), branch.steps()));
  }

  /** The step that this attempt begins at; the trial's own checkpoints come first. */
  private int begin() throws IOException {
    Optional<Checkpoint> newest = own.checkpoints().newest(own.runKey());
    if (newest.isPresent() && newest.get().state().step() > branch.steps() && leftIsMissing()) {
      // Somebody removed the trunk that this trial had left: it is followed once more.
      own.fence().check();
      AtomicFiles.deleteTree(own.directory());
      newest = Optional.empty();
    }
    if (newest.isPresent()) {
      return newest.get().state().step();
    }
    TrunkCheckpoint from = branch.from();
    if (from == null) {
      return 0;
    }
    Checkpoint trunk = read(from);
    CheckpointState state =
        new CheckpointState(CheckpointState.FORMAT, own.runKey(), from.steps(), schedule());
    own.checkpoints().save(new Checkpoint(state, trunk.tensors(), trunk.versions()));
    return from.steps();
  }

  /** Not a failure of the disk: a trunk that is gone stays gone, and the trial has failed. */
  private Checkpoint read(TrunkCheckpoint from) throws IOException {
    CheckpointStore store = store(from.directory());
    Optional<Checkpoint> found = store.newest(trunkKey());
    if (found.isEmpty()
        || found.get().state().step() != from.steps()
        || !store.manifestHash(from.steps()).equals(from.sha256())) {
      throw new IllegalStateException(
          "the trunk that trial %s goes on from, %s at step %d, is not there any more"
              .formatted(input.trial(), from.directory(), from.steps()));
    }
    return found.get();
  }

  private CheckpointStore store(String directory) {
    return new CheckpointStore(artifacts.apply(Path.of(directory)), own.fence());
  }

  private boolean leftIsMissing() throws IOException {
    String leave = branch.leave();
    return leave != null && store(leave).newest(trunkKey()).isEmpty();
  }

  private @Nullable TrunkCheckpoint leave() throws IOException {
    String leave = branch.leave();
    if (leave == null) {
      return null;
    }
    CheckpointStore target = store(leave);
    if (leftIsMissing()) {
      Checkpoint reached =
          own.checkpoints()
              .newest(own.runKey())
              .filter(it -> it.state().step() == branch.steps())
              .orElseThrow(
                  () ->
                      new IOException(
                          "no checkpoint of step %d could be written".formatted(branch.steps())));
      CheckpointState state =
          new CheckpointState(
              CheckpointState.FORMAT, trunkKey(), branch.steps(), reached.state().schedule());
      Files.createDirectories(artifacts.apply(Path.of(leave)));
      target.save(new Checkpoint(state, reached.tensors(), reached.versions()));
    }
    return new TrunkCheckpoint(leave, target.manifestHash(branch.steps()), branch.steps());
  }

  /** Ends the loop in an orderly way where the branch leaves the trunk. */
  private record UntilStep(TrainingControl asked, int last) implements TrainingControl {
    @Override
    public Decision beforeStep(int stepsDone, int totalSteps) {
      Decision decision = asked.beforeStep(stepsDone, totalSteps);
      return decision == Decision.CONTINUE && stepsDone >= last ? Decision.STOP : decision;
    }

    @Override
    public void afterStep(MetricsLog.Line line, int totalSteps) {
      asked.afterStep(line, totalSteps);
    }

    @Override
    public void checkpointed(int step) {
      asked.checkpointed(step);
    }
  }
}
