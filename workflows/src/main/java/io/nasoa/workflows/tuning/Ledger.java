package io.nasoa.workflows.tuning;

/**
 * Where a task's time went, in seconds; every second since its submission stands in one column.
 *
 * @param queue waiting for a worker or a slot
 * @param profile looking at the data
 * @param plan choosing model and schedule
 * @param load reading data and weights, building the network
 * @param train optimiser steps
 * @param evaluate validation passes
 * @param checkpoint writing checkpoints and models
 * @param learn taking up the experience
 * @param paused paused by the user
 * @param lost steps done again after a kill
 * @param down between the last sign of life of a killed process and its successor's start
 */
public record Ledger(
    double queue,
    double profile,
    double plan,
    double load,
    double train,
    double evaluate,
    double checkpoint,
    double learn,
    double paused,
    double lost,
    double down) {

  /** Nothing spent yet. */
  public static final Ledger EMPTY = new Ledger(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Sum of all columns. */
  public double elapsedSeconds() {
    return activeSeconds() + queue + paused + down;
  }

  /** What counts into the budget: all but queue, paused and down. */
  public double activeSeconds() {
    return profile + plan + load + train + evaluate + checkpoint + learn + lost;
  }

  /** Column by column sum. */
  public Ledger plus(Ledger other) {
    return new Ledger(
        queue + other.queue,
        profile + other.profile,
        plan + other.plan,
        load + other.load,
        train + other.train,
        evaluate + other.evaluate,
        checkpoint + other.checkpoint,
        learn + other.learn,
        paused + other.paused,
        lost + other.lost,
        down + other.down);
  }

  /** Column by column difference, never below 0. */
  public Ledger minus(Ledger other) {
    return new Ledger(
        Math.max(0, queue - other.queue),
        Math.max(0, profile - other.profile),
        Math.max(0, plan - other.plan),
        Math.max(0, load - other.load),
        Math.max(0, train - other.train),
        Math.max(0, evaluate - other.evaluate),
        Math.max(0, checkpoint - other.checkpoint),
        Math.max(0, learn - other.learn),
        Math.max(0, paused - other.paused),
        Math.max(0, lost - other.lost),
        Math.max(0, down - other.down));
  }

  /** The same with other seconds of waiting. */
  public Ledger withQueue(double seconds) {
    return new Ledger(
        seconds, profile, plan, load, train, evaluate, checkpoint, learn, paused, lost, down);
  }

  /** The same with that many seconds of waiting, as far as there are so many, spent paused. */
  public Ledger withPausedInQueue(double seconds) {
    double stood = Math.min(queue, seconds);
    return withQueue(queue - stood).plus(ofPaused(stood));
  }

  /** Only looking at the data. */
  public static Ledger ofProfile(double seconds) {
    return new Ledger(0, seconds, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** Only planning. */
  public static Ledger ofPlan(double seconds) {
    return new Ledger(0, 0, seconds, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** Only a validation pass. */
  public static Ledger ofEvaluate(double seconds) {
    return new Ledger(0, 0, 0, 0, 0, seconds, 0, 0, 0, 0, 0);
  }

  /** Only standing still. */
  public static Ledger ofPaused(double seconds) {
    return new Ledger(0, 0, 0, 0, 0, 0, 0, 0, seconds, 0, 0);
  }

  /** Only downtime. */
  public static Ledger ofDown(double seconds) {
    return new Ledger(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, seconds);
  }
}
