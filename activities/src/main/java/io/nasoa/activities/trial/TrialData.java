package io.nasoa.activities.trial;

import io.nasoa.activities.data.DatasetIndex;
import io.nasoa.activities.data.InvalidDataException;
import io.nasoa.activities.data.SubTasks;
import io.nasoa.activities.tuning.Trainer;
import io.nasoa.zoo.task.InvalidSubTaskException;
import io.nasoa.zoo.task.SubTask;

/** Finds the data of sub-tasks. */
final class TrialData {
  private TrialData() {}

  /**
   * What a sub-task's data hold.
   *
   * @throws InvalidDataException when they cannot be used
   */
  static DatasetIndex index(Trainer trainer, String task) {
    try {
      SubTask parsed = SubTask.parse(task);
      return SubTasks.of(trainer.index(parsed.data()), parsed);
    } catch (InvalidSubTaskException e) {
      throw new InvalidDataException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * The same, refusing other data than those that were described.
   *
   * @throws InvalidDataException when they are others
   */
  static DatasetIndex index(Trainer trainer, String task, String sha256) {
    DatasetIndex index = index(trainer, task);
    if (!index.sha256().equals(sha256)) {
      throw new InvalidDataException(
          "the data of '%s' were changed since they were described: start the work again under another id"
              .formatted(task));
    }
    return index;
  }
}
