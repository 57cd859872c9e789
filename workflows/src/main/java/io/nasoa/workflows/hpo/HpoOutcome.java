package io.nasoa.workflows.hpo;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nasoa.workflows.trial.Calibration;
import io.nasoa.workflows.trial.ReportOutcome;
import io.nasoa.workflows.trial.TaskDescription;
import io.nasoa.workflows.trial.TrialOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What became of an {@link HpoPiece}.
 *
 * @param number the piece's
 * @param calibration of a calibration, else null
 * @param description of a description, else null
 * @param trial of an evaluation, else null
 * @param report of a report, else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HpoOutcome(
    int number,
    @Nullable Calibration calibration,
    @Nullable TaskDescription description,
    @Nullable TrialOutcome trial,
    @Nullable ReportOutcome report) {}
