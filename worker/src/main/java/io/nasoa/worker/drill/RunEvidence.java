package io.nasoa.worker.drill;

import io.nasoa.workflows.tuning.TaskState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What long work left behind, and how it differs from what an undisturbed one left.
 *
 * @param state how it ended
 * @param error why, if it failed
 * @param log every proposal with its outcome, in their order
 * @param outcome what came out of it all
 */
record RunEvidence(
    TaskState state, @Nullable String error, List<? extends Record> log, Object outcome) {
  RunEvidence {
    log = List.copyOf(log);
  }

  /** What was promised and not kept. */
  List<String> violations(String round, RunEvidence undisturbed) {
    List<String> found = new ArrayList<>();
    if (state != TaskState.SUCCEEDED) {
      found.add("%s ended as %s: %s".formatted(round, state, error));
    }
    if (!outcome.equals(undisturbed.outcome)) {
      found.add(
          "%s came to %s, the undisturbed one to %s"
              .formatted(round, outcome, undisturbed.outcome));
    }
    if (log.size() != undisturbed.log.size()) {
      found.add(
          "%s has %d evaluations, the undisturbed one %d"
              .formatted(round, log.size(), undisturbed.log.size()));
    }
    for (int i = 0; i < Math.min(log.size(), undisturbed.log.size()); i++) {
      if (!log.get(i).equals(undisturbed.log.get(i))) {
        found.add(
            "evaluation %d of %s is %s, undisturbed %s"
                .formatted(i, round, log.get(i), undisturbed.log.get(i)));
        break;
      }
    }
    return found;
  }
}
