package io.nasoa.activities.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.nasoa.activities.data.Augmentation;
import io.nasoa.activities.data.ImageSet;
import io.nasoa.activities.network.CrossEntropy;
import io.nasoa.activities.network.Network;
import io.nasoa.activities.network.SgdOptimizer;
import io.nasoa.activities.network.TensorData;
import io.nasoa.activities.network.TorchRuntime;
import io.nasoa.activities.network.WeightAverage;
import io.nasoa.activities.training.MetricsLog.Line;
import io.nasoa.zoo.experience.Regime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains a network step by step: budget, batch, gradient, update, metrics, checkpoint. Started
 * again after any interruption it goes on from the newest checkpoint, and the weights it ends with
 * are those of an undisturbed run, bit by bit.
 *
 * <p>Not thread-safe; one thread runs it and owns the network meanwhile.
 */
public final class TrainingLoop {
  private static final Logger log = LoggerFactory.getLogger(TrainingLoop.class);

  private final Network network;
  private final Job job;
  private final CheckpointStore checkpoints;
  private final LedgerFile ledger;
  private final TrainingControl control;
  private final InstantSource clock;
  private final SgdOptimizer optimizer;
  private final @Nullable WeightAverage average;

  private @Nullable Batches batches;
  private @Nullable ImageSet batchedImages;
  private LearningRateSchedule schedule;
  private int step;
  private boolean bitIdentical = true;
  private long lastCheckpoint;

  /**
   * What is trained.
   *
   * @param runKey hash of what defines the run
   * @param regime how
   * @param seed of batch order and augmentation
   * @param train the images learned from
   * @param augmentation how they are varied
   * @param averageDecay what remains of the weights' moving average after a step, in (0, 1); the
   *     training then ends with the average. 0 for none
   * @param validation images for accuracies on the way, for the eye only; null for none
   * @param validationInterval steps between two of those
   * @param metrics the run's {@code metrics.jsonl}
   * @param checkpointInterval time between two checkpoints
   */
  public record Job(
      String runKey,
      Regime regime,
      long seed,
      ImagePhases train,
      Augmentation augmentation,
      double averageDecay,
      @Nullable ImageSet validation,
      int validationInterval,
      Path metrics,
      Duration checkpointInterval) {

    /** A training at one resolution that ends with its last weights, varied as its regime says. */
    public Job(
        String runKey,
        Regime regime,
        long seed,
        ImageSet train,
        @Nullable ImageSet validation,
        int validationInterval,
        Path metrics,
        Duration checkpointInterval) {
      this(
          runKey,
          regime,
          seed,
          ImagePhases.of(train),
          new Augmentation(regime.crop(), regime.flip()),
          0,
          validation,
          validationInterval,
          metrics,
          checkpointInterval);
    }
  }

  /** A loop over a network that holds its start weights, in the job's frozen state. */
  public TrainingLoop(
      Network network,
      Job job,
      CheckpointStore checkpoints,
      LedgerFile ledger,
      TrainingControl control,
      InstantSource clock) {
    this(network, job, LearningRateSchedule.of(job.regime()), checkpoints, ledger, control, clock);
  }

  /** The same with a schedule of its own, of the regime's steps. */
  public TrainingLoop(
      Network network,
      Job job,
      LearningRateSchedule schedule,
      CheckpointStore checkpoints,
      LedgerFile ledger,
      TrainingControl control,
      InstantSource clock) {
    this.network = network;
    this.job = job;
    this.checkpoints = checkpoints;
    this.ledger = ledger;
    this.control = control;
    this.clock = clock;
    network.freeze(job.regime().frozenStages());
    this.optimizer = new SgdOptimizer(network, job.regime().momentum(), job.regime().weightDecay());
    this.average = job.averageDecay() == 0 ? null : new WeightAverage(network, job.averageDecay());
    this.schedule = schedule;
  }

  /**
   * Trains to the end of the schedule or the budget.
   *
   * @param budget the limit, or null to do all steps whatever they take
   * @throws DivergedException when the loss is not finite any more
   * @throws IOException when the metrics cannot be written, or another attempt has taken over
   */
  public TrainingResult run(@Nullable TimeBudget budget) throws IOException {
    restore();
    lastCheckpoint = clock.millis();
    try (TorchRuntime.GradientScope scope = network.torch().gradients(true);
        MetricsLog metrics = MetricsLog.open(job.metrics(), step, checkpoints.fence())) {
      ledger.enter(LedgerPhase.TRAIN);
      if (budget != null && budget.grown(schedule.plannedSteps())) {
        // It may have grown so late that no other decision is due any more.
        resize(budget, budget.resizeNow(step, schedule.totalSteps(), schedule.plannedSteps()));
      }
      TrainingResult.Ending ending = train(metrics, Optional.ofNullable(budget));
      metrics.flush();
      trySaveCheckpoint(metrics);
      if (average != null && ending != TrainingResult.Ending.YIELDED) {
        average.apply();
      }
      return new TrainingResult(step, ending, bitIdentical);
    }
  }

  private void restore() throws IOException {
    Optional<Checkpoint> saved = checkpoints.newest(job.runKey());
    if (saved.isPresent()) {
      Checkpoint checkpoint = saved.get();
      SortedMap<String, TensorData> parameters = new TreeMap<>();
      checkpoint
          .tensors()
          .tailMap(Checkpoint.PARAMETER_PREFIX)
          .forEach(
              (name, tensor) ->
                  parameters.put(name.substring(Checkpoint.PARAMETER_PREFIX.length()), tensor));
      network.parameters().load(parameters);
      TensorData momentum = checkpoint.tensors().get(Checkpoint.MOMENTUM);
      if (momentum == null) {
        throw new IOException("checkpoint of step %d holds no momentum".formatted(step));
      }
      optimizer.load(momentum);
      restoreAverage(checkpoint.tensors());
      schedule = checkpoint.state().schedule();
      step = checkpoint.state().step();
      bitIdentical = checkpoint.versions().equals(network.torch().versions());
    }
    ledger.resumed(step);
  }

  private void restoreAverage(SortedMap<String, TensorData> tensors) throws IOException {
    if (average != null) {
      TensorData weights = tensors.get(Checkpoint.AVERAGE_WEIGHTS);
      TensorData statistics = tensors.get(Checkpoint.AVERAGE_STATISTICS);
      if (weights == null || statistics == null) {
        throw new IOException("checkpoint of step %d holds no average".formatted(step));
      }
      average.load(weights, statistics);
    }
  }

  private TrainingResult.Ending train(MetricsLog metrics, Optional<TimeBudget> budget)
      throws IOException {
    while (step < schedule.totalSteps()) {
      TrainingControl.Decision decision = control.beforeStep(step, schedule.totalSteps());
      if (decision != TrainingControl.Decision.CONTINUE) {
        return decision == TrainingControl.Decision.STOP
            ? TrainingResult.Ending.STOP
            : TrainingResult.Ending.YIELDED;
      }
      if (budget.isPresent() && !fits(budget.get())) {
        return TrainingResult.Ending.BUDGET;
      }
      double rate = schedule.rate(step);
      float loss = trainStep(rate);
      step++;
      budget.ifPresent(TimeBudget::stepEnded);
      Line line = new Line(step, loss, rate, accuracyOnTheWay());
      metrics.add(line);
      control.afterStep(line, schedule.totalSteps());
      if (clock.millis() - lastCheckpoint >= job.checkpointInterval().toMillis()) {
        trySaveCheckpoint(metrics);
      }
    }
    return schedule.shortened() ? TrainingResult.Ending.BUDGET : TrainingResult.Ending.SCHEDULE;
  }

  /** Resizes the schedule where it must; false when not even one more step fits. */
  private boolean fits(TimeBudget budget) {
    if (!budget.stepFits()) {
      // The first step of a run is always done: a model that never trained is no answer.
      return step == 0;
    }
    resize(budget, budget.resize(step, schedule.totalSteps(), schedule.plannedSteps()));
    return true;
  }

  private void resize(TimeBudget budget, OptionalInt wanted) {
    if (wanted.isPresent()) {
      ledger.note(
          "schedule resized at step %d from %d to %d steps: a step takes %.4f s and %.2f s are left"
              .formatted(
                  step,
                  schedule.totalSteps(),
                  wanted.getAsInt(),
                  budget.secondsPerStep(),
                  budget.secondsLeft()));
      schedule = schedule.resized(step, wanted.getAsInt());
    }
  }

  private float trainStep(double rate) {
    try (NDManager stepArrays = network.newStepManager()) {
      Batches.Batch batch = batches().ofStep(step, stepArrays);
      NDArray logits = network.forwardTraining(batch.images());
      NDArray loss =
          CrossEntropy.of(
              network.torch(), logits, batch.labels(), job.regime().labelSmoothing(), stepArrays);
      float value = loss.toType(ai.djl.ndarray.types.DataType.FLOAT32, false).getFloat();
      if (!Float.isFinite(value)) {
        throw new DivergedException(step + 1, rate);
      }
      network.torch().backward(loss);
      optimizer.step(rate);
      if (average != null) {
        average.update(step + 1);
      }
      return value;
    }
  }

  private Batches batches() {
    ImageSet images = job.train().at(step, schedule.totalSteps());
    Batches known = batches;
    if (known == null || images != batchedImages) {
      known = Batches.training(images, job.augmentation(), job.seed(), job.regime().batchSize());
      batches = known;
      batchedImages = images;
    }
    return known;
  }

  private @Nullable Double accuracyOnTheWay() {
    ImageSet validation = job.validation();
    boolean due = job.validationInterval() > 0 && step % job.validationInterval() == 0;
    if (validation == null || !due || step == schedule.totalSteps()) {
      return null;
    }
    ledger.enter(LedgerPhase.EVALUATE);
    double accuracy = Evaluation.accuracy(network, validation);
    ledger.enter(LedgerPhase.TRAIN);
    return accuracy;
  }

  // A full disk must not end a healthy training: the checkpoint before stays, and the next interval
  // tries again. After the last step the model itself may still fit.
  private void trySaveCheckpoint(MetricsLog metrics) throws IOException {
    try {
      saveCheckpoint(metrics);
    } catch (Fence.FencedException replaced) {
      throw replaced;
    } catch (IOException e) {
      log.warn("no checkpoint at step {}: {}; the one before stays", step, e.getMessage());
      ledger.enter(LedgerPhase.TRAIN);
    }
    lastCheckpoint = clock.millis();
  }

  private void saveCheckpoint(MetricsLog metrics) throws IOException {
    ledger.beginCheckpoint(step);
    metrics.flush();
    SortedMap<String, TensorData> tensors = new TreeMap<>();
    network
        .parameters()
        .live()
        .forEach((name, tensor) -> tensors.put(Checkpoint.PARAMETER_PREFIX + name, tensor));
    tensors.put(Checkpoint.MOMENTUM, optimizer.live());
    if (average != null) {
      tensors.put(Checkpoint.AVERAGE_WEIGHTS, average.liveWeights());
      tensors.put(Checkpoint.AVERAGE_STATISTICS, average.liveStatistics());
    }
    CheckpointState state =
        new CheckpointState(CheckpointState.FORMAT, job.runKey(), step, schedule);
    checkpoints.save(new Checkpoint(state, tensors, network.torch().versions()));
    ledger.checkpoint(step);
    control.checkpointed(step);
    ledger.enter(LedgerPhase.TRAIN);
  }

  /** The schedule with every decision made so far. */
  public LearningRateSchedule schedule() {
    return schedule;
  }
}
