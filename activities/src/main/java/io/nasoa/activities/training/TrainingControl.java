package io.nasoa.activities.training;

import io.nasoa.activities.training.MetricsLog.Line;

/** What a training asks its surroundings between two steps. Called on the training's thread. */
public interface TrainingControl {
  /** What to do next. */
  enum Decision {
    /** Train the next step. */
    CONTINUE,
    /** End now and keep the weights as they are. */
    STOP,
    /** Write a checkpoint and give the slot back; the run goes on later. */
    YIELD
  }

  /** Asked before every step. */
  Decision beforeStep(int stepsDone, int totalSteps);

  /** Told after every step. */
  void afterStep(Line line, int totalSteps);

  /** Told when the checkpoint of a step is durable. */
  default void checkpointed(int step) {}

  /** A control that lets the training run to its end. */
  static TrainingControl none() {
    return new TrainingControl() {
      @Override
      public Decision beforeStep(int stepsDone, int totalSteps) {
        return Decision.CONTINUE;
      }

      @Override
      public void afterStep(Line line, int totalSteps) {}
    };
  }
}
