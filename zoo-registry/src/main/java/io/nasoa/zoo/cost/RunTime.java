package io.nasoa.zoo.cost;

/**
 * What a whole run takes besides its steps, and so how many steps fit into a limit. With nothing
 * frozen, a ratio of 1 and no passes on the way it counts as plans did before anything was learned:
 * a fixed time, and a validation pass at the end.
 *
 * @param fixedSeconds starting a network, writing the model, loading it for its evaluation
 * @param evaluationShare a validation image beside an image of a step with nothing frozen
 * @param checkpointSeconds of each checkpoint, whatever its size
 * @param checkpointBytesPerSecond how fast weights and momentum are written down
 * @param mostPasses validation passes on the way at most
 * @param passesShare share of the limit that they may take
 */
public record RunTime(
    double fixedSeconds,
    double evaluationShare,
    double checkpointSeconds,
    double checkpointBytesPerSecond,
    int mostPasses,
    double passesShare) {

  /** Four bytes each for a weight and its momentum. */
  private static final int CHECKPOINT_BYTES_PER_PARAMETER = 8;

  /** Of one image forwards and backwards, in multiply-accumulates of its forward pass. */
  private static final double STEP_PASSES = 3;

  /**
   * Fixed time, evaluation and passes as plans have counted so far; checkpoints guessed on the slow
   * side.
   */
  public static final RunTime DEFAULT = new RunTime(0.8, 0.4, 0.01, 100e6, 4, 0.03);

  /**
   * What is to be done.
   *
   * @param cost of the network
   * @param frozenStages as in {@link ModelCost#trainable}
   * @param batchSize images a step, at least 1
   * @param validationImages images of a validation pass, at least 0
   * @param checkpointInterval seconds between two checkpoints, positive
   */
  public record Work(
      ModelCost cost,
      int frozenStages,
      int batchSize,
      int validationImages,
      double checkpointInterval) {}

  /**
   * Seconds by what they go into.
   *
   * @param spent before the training: profile, plan, waiting not included
   * @param fixed loading and writing
   * @param train steps
   * @param evaluate validation passes
   * @param checkpoint checkpoints on the way
   */
  public record Parts(
      double spent, double fixed, double train, double evaluate, double checkpoint) {
    /** All of it: what counts into the limit. */
    public double total() {
      return spent + fixed + train + evaluate + checkpoint;
    }
  }

  /** Seconds of one validation pass when a step takes so long; freezing makes it no shorter. */
  public double evaluationSeconds(Work work, double stepSeconds) {
    double share =
        STEP_PASSES * work.cost().total().macs() / work.cost().stepMacs(work.frozenStages());
    return evaluationShare * share * stepSeconds * work.validationImages() / work.batchSize();
  }

  /** How many validation passes on the way there is time for. */
  public int passesOnTheWay(Work work, double stepSeconds, double limit) {
    double pass = evaluationSeconds(work, stepSeconds);
    return pass == 0 ? 0 : (int) Math.min(mostPasses, passesShare * limit / pass);
  }

  /** Checkpoints' seconds for one second of training. */
  private double checkpointRate(Work work) {
    double bytes = (double) CHECKPOINT_BYTES_PER_PARAMETER * work.cost().total().parameters();
    return (checkpointSeconds + bytes / checkpointBytesPerSecond) / work.checkpointInterval();
  }

  /**
   * Seconds of a run.
   *
   * @param spent seconds gone before the training
   */
  public Parts seconds(Work work, double stepSeconds, int steps, int passesOnTheWay, double spent) {
    double train = steps * stepSeconds;
    return new Parts(
        spent,
        fixedSeconds,
        train,
        (1 + passesOnTheWay) * evaluationSeconds(work, stepSeconds),
        train * checkpointRate(work));
  }

  /**
   * How many steps fit; {@link #seconds} of them are within the limit, and of one more are not.
   *
   * @return 0 if none fits
   */
  public int steps(Work work, double stepSeconds, int passesOnTheWay, double spent, double limit) {
    double left = limit - seconds(work, stepSeconds, 0, passesOnTheWay, spent).total();
    double step = stepSeconds * (1 + checkpointRate(work));
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, left / step));
  }
}
