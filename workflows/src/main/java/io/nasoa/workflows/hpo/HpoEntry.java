package io.nasoa.workflows.hpo;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nasoa.workflows.trial.TrialInput;
import org.jspecify.annotations.Nullable;

/**
 * What the store keeps of a piece. From the evaluations' entries and the proposals of the state the
 * method's own state is made again, exactly.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param evaluation of an evaluation, else null
 * @param trial what was trained; null where nothing was
 * @param loss what the method was told, the lower the better; null for a crash
 * @param cost reference seconds that count; 0 for what is no evaluation
 * @param outcome what the piece gave
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HpoEntry(
    int schema,
    @Nullable HpoEvaluation evaluation,
    @Nullable TrialInput trial,
    @Nullable Double loss,
    double cost,
    HpoOutcome outcome) {
  /** Version of this record. */
  public static final int SCHEMA = 1;
}
