package io.nasoa.workflows.trial;

/**
 * What a trial costs in reference seconds (protocol P5). Training is counted, not measured; the
 * rest is processor time of the attempt that finished, so that neighbours, waiting and crashes cost
 * nothing. The accuracy on FIT and the report on TEST cost nothing: no method needs them.
 *
 * @param train steps times calibrated step time
 * @param load opening the decoded images and building the network
 * @param evaluate the validation pass over SELECT
 * @param checkpoint writing the final weights
 */
public record TrialCost(double train, double load, double evaluate, double checkpoint) {
  /** All of it. */
  public double seconds() {
    return train + load + evaluate + checkpoint;
  }
}
