package io.nasoa.workflows.table;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nasoa.workflows.trial.CalibrateInput;
import io.nasoa.workflows.trial.DescribeInput;
import io.nasoa.workflows.trial.TrialInput;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a table's work that a trainer is to do: exactly one of calibration, description and
 * trial.
 *
 * @param number its place in the table's order, from 0
 * @param calibrate the timing of steps, or null
 * @param describe a look at a task's data, or null
 * @param trial a trial and its report, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TablePiece(
    int number,
    @Nullable CalibrateInput calibrate,
    @Nullable DescribeInput describe,
    @Nullable TrialInput trial) {}
