package io.nasoa.worker.temporal;

import io.nasoa.zoo.store.StoreException;
import io.nasoa.zoo.store.TaskStore;
import java.util.ArrayList;
import java.util.List;

/** Whether everything is there that work on tasks needs. */
final class Readiness {
  private Readiness() {}

  /** What is missing, in words; empty when nothing is. */
  static List<String> lacking(TaskStore tasks, TemporalSession session) {
    List<String> lacking = new ArrayList<>();
    try {
      tasks.find("-");
    } catch (StoreException e) {
      lacking.add("the store: " + e.getMessage());
    }
    if (!session.workflows().reachable()) {
      lacking.add("Temporal cannot be reached");
    }
    if (!session.workers().polling()) {
      lacking.add("the workers are not polling");
    }
    return lacking;
  }
}
