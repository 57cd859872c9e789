package io.nasoa.activities.search;

import io.nasoa.activities.training.TrainingControl;
import io.nasoa.workflows.search.CandidateInput;
import io.nasoa.workflows.search.CandidateOutcome;
import java.io.IOException;
import java.nio.file.Path;

/** Trains a candidate and measures what it is worth. Safe for use by many threads. */
@FunctionalInterface
public interface CandidateEvaluator {
  /**
   * Evaluates a candidate, from what an earlier attempt left in its directory on; the outcome does
   * not hang on how often it was interrupted. An earlier attempt that was frozen may still be at
   * work: whoever writes checkpoints takes a fence in {@code work} first.
   *
   * @param input what to evaluate and how
   * @param work directory of this candidate alone, for its checkpoints; it exists, and is removed
   *     once the outcome is durable
   * @param control asked between two steps. When it says to yield, the evaluation writes a
   *     checkpoint and returns or throws what it likes: nobody looks at it
   * @return what was measured, or a failure that lies in the candidate. A {@link
   *     io.nasoa.activities.training.DivergedException} and any other exception but those below is
   *     such a failure too
   * @throws io.nasoa.activities.data.InvalidDataException if the data cannot be used: it fails the
   *     whole search
   * @throws IOException if the directory cannot be read or written: it is tried again
   */
  CandidateOutcome evaluate(CandidateInput input, Path work, TrainingControl control)
      throws IOException;
}
