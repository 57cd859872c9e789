package io.nasoa.workflows.table;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nasoa.workflows.trial.Calibration;
import io.nasoa.workflows.trial.ReportOutcome;
import io.nasoa.workflows.trial.TaskDescription;
import io.nasoa.workflows.trial.TrialOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What became of a {@link TablePiece}.
 *
 * @param number its place in the table's order
 * @param calibration of a calibration, else null
 * @param description of a description, else null
 * @param trial of a trial, else null
 * @param report of a trial that left weights, else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PieceOutcome(
    int number,
    @Nullable Calibration calibration,
    @Nullable TaskDescription description,
    @Nullable TrialOutcome trial,
    @Nullable ReportOutcome report) {}
