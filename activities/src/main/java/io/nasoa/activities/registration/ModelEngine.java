package io.nasoa.activities.registration;

import io.nasoa.activities.training.TrainingControl;
import io.nasoa.workflows.registration.MeasureInput;
import io.nasoa.workflows.registration.MeasuredModel;
import io.nasoa.workflows.registration.PretrainInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Trains models from scratch and times them. Safe for use by many threads. */
public interface ModelEngine {
  /**
   * Writes {@code <name>.safetensors} and {@code <name>.card.json}, from what an earlier attempt
   * left in {@code work} on; the weights do not hang on how often it was interrupted. An earlier
   * attempt that was frozen may still be at work: whoever writes checkpoints takes a fence there
   * first.
   *
   * @param work directory of this model alone, for its checkpoints; it exists, and is removed once
   *     the outcome is durable
   * @param output directory of this attempt alone, for the two files
   * @param control asked between two steps. When it says to yield, a checkpoint is written and
   *     nobody looks at what is returned or thrown
   * @throws io.nasoa.activities.data.InvalidDataException if the data cannot be used: it fails the
   *     whole build. Any other unchecked exception is a failure of the model
   * @throws IOException if a directory cannot be read or written: it is tried again
   */
  Pretrained pretrain(PretrainInput input, Path work, Path output, TrainingControl control)
      throws IOException;

  /**
   * Times models against each other, interleaved.
   *
   * @param between called now and then; what it throws ends the measurement
   */
  Measured measure(MeasureInput input, Runnable between);

  /**
   * What a training found.
   *
   * @param accuracy on the reporting half, 0 to 1
   * @param classes outputs of the network
   * @param device what it was trained on
   * @param seconds what it took
   */
  record Pretrained(double accuracy, int classes, String device, double seconds) {}

  /**
   * What was timed.
   *
   * @param models in the order of the subjects
   * @param device what they were timed on
   */
  record Measured(List<MeasuredModel> models, String device) {}
}
