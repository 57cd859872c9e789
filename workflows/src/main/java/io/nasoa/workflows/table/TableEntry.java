package io.nasoa.workflows.table;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nasoa.workflows.trial.TrialInput;
import io.nasoa.zoo.table.DesignedConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * What the store keeps of a piece of a table.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param task number of the task it belongs to, from 0; null for the calibration
 * @param limit reference seconds of a trial, else null
 * @param configuration of a trial, else null
 * @param trial its input; null for other pieces and for a trial without time for a fine-tuning
 * @param outcome what became of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TableEntry(
    int schema,
    @Nullable Integer task,
    @Nullable Double limit,
    @Nullable DesignedConfiguration configuration,
    @Nullable TrialInput trial,
    PieceOutcome outcome) {
  /** Version of this record. */
  public static final int SCHEMA = 1;
}
