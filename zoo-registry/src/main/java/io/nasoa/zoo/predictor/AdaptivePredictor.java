package io.nasoa.zoo.predictor;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The network of learned depth. An experience is predicted first, by every head; then it is learned
 * in a few gradient steps beside replayed ones; then the heads' weights follow how well each had
 * predicted it. The state is a function of the settings, the seed and the ordered experiences, to
 * the byte, on any machine. For use by one thread.
 */
public final class AdaptivePredictor implements PerformancePredictor {
  /** A head's error in standard deviations of the target that counts as a loss of 1. */
  private static final double FULL_LOSS = 2;

  private static final long STREAM = 0xD1B54A32D192ED03L;

  private final PredictorState state;
  private final HedgeNetwork network;

  private AdaptivePredictor(PredictorState state) {
    this.state = state;
    network = new HedgeNetwork(state.shape());
  }

  /** A predictor that has learned nothing. */
  public static AdaptivePredictor create(
      FeatureSchema schema, LearnerSettings settings, long seed) {
    return new AdaptivePredictor(PredictorState.start(schema, settings, seed));
  }

  /**
   * The predictor that {@link #save} saved.
   *
   * @throws IllegalArgumentException if it is of a newer version, or no predictor
   */
  public static AdaptivePredictor restore(byte[] saved) {
    return new AdaptivePredictor(PredictorState.fromBytes(saved));
  }

  /** All that it knows: restored from it, it goes on as if nothing had been. */
  public byte[] save() {
    return state.toBytes();
  }

  /** How many examples it has learned. */
  public long learned() {
    return state.learned();
  }

  /** How much the head on the input (place 0) and on each hidden layer counts; their sum is 1. */
  public List<Double> headWeights() {
    List<Double> weights = new ArrayList<>();
    for (double weight : state.headWeights().values()) {
      weights.add(weight);
    }
    return weights;
  }

  /** Gradient steps that were left out because their gradients were not finite. */
  public long skippedSteps() {
    return state.parameters().skipped();
  }

  @Override
  public double[] predict(FeatureMatrix candidates) {
    if (candidates.features() != state.encoding().size()) {
      throw new IllegalArgumentException(
          "candidates have %d features, this predictor takes %d"
              .formatted(candidates.features(), state.encoding().size()));
    }
    return new BlockScorer(
            network,
            state.shape(),
            state.parameters().mean(),
            state.headWeights().values(),
            state.encoding())
        .score(candidates);
  }

  @Override
  public void learn(List<Example> examples) {
    examples.forEach(this::learn);
  }

  private void learn(Example example) {
    if (example.features().size() != state.encoding().size()) {
      throw new IllegalArgumentException(
          "an example of task '%s' has %d features, this predictor takes %d"
              .formatted(example.task(), example.features().size(), state.encoding().size()));
    }
    LearnerSettings settings = state.settings();
    SplittableRandom random = new SplittableRandom(state.seed() ^ (state.learned() * STREAM));
    boolean judged = state.encoding().examples() >= 2;
    double[] losses = judged ? headLosses(example) : new double[0];
    state.encoding().add(example);
    state.replay().add(example, random);
    for (int i = 0; i < settings.updates(); i++) {
      step(state.replay().draw(example, settings.groups(), settings.groupSize(), random), random);
    }
    if (judged && settings.adaptive()) {
      state.headWeights().update(losses, settings.beta(), settings.floor());
    }
    state.countLearned();
  }

  private double[] headLosses(Example example) {
    Batch batch = new Batch(List.of(example), 1, state.encoding());
    HedgeNetwork.Pass pass = network.forward(state.parameters().mean(), batch.inputs());
    double[] losses = new double[state.shape().headCount()];
    for (int l = 0; l < losses.length; l++) {
      losses[l] =
          Math.min(1, Math.abs((double) pass.output(l)[0] - batch.targets()[0]) / FULL_LOSS);
    }
    return losses;
  }

  private void step(List<Example> rows, SplittableRandom random) {
    LearnerSettings settings = state.settings();
    Batch batch =
        new Batch(rows, settings.groupSize(), state.encoding())
            .addNoise(settings.inputNoise(), state.encoding().size(), random);
    HedgeNetwork.Pass pass = network.forward(state.parameters().values(), batch.inputs());
    HeadLoss loss = new HeadLoss(batch, settings.rankWeight());
    float[][] slopes = new float[state.shape().headCount()][];
    double[] weights = state.headWeights().values();
    for (int l = 0; l < slopes.length; l++) {
      slopes[l] = weights[l] == 0 ? new float[batch.rows()] : loss.slopes(pass.output(l));
    }
    state
        .parameters()
        .step(pass.gradients(weights, slopes), settings.learningRate(), settings.weightDecay());
  }
}
