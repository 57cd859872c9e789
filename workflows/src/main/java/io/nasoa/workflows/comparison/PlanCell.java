package io.nasoa.workflows.comparison;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nasoa.workflows.trial.DescribeInput;
import org.jspecify.annotations.Nullable;

/**
 * A cell in which a method plans once.
 *
 * @param cell number of the cell
 * @param method one of {@link ComparisonRequest#PLANS}
 * @param rival name of the model that is run as it is; null for all methods but rivals
 * @param group that the task belongs to
 * @param limit reference seconds
 * @param describe what is looked at before the choice; its seconds count
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanCell(
    int cell,
    String method,
    @Nullable String rival,
    String group,
    double limit,
    DescribeInput describe) {}
