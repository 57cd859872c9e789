package io.nasoa.zoo.planning;

import io.nasoa.zoo.cost.StepTimeCorrection;
import io.nasoa.zoo.cost.StepTimes;
import io.nasoa.zoo.predictor.PerformancePredictor;
import io.nasoa.zoo.regime.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * What past runs taught a planner.
 *
 * @param stepTimes measured on the device
 * @param correction by what real runs took
 * @param adaptive the network of learned depth, fed with {@link CandidateFeatures}
 * @param ridge the linear model, fed likewise
 * @param policies which of them is to be trusted
 * @param tasks from how many tasks they learned
 * @param portfolioOfOne the one configuration for this limit that was best on the other tasks; null
 *     where nobody knows
 * @param nearestPastTask what was best on the past task most like this one; null where there is
 *     none
 */
public record PlanningKnowledge(
    StepTimes stepTimes,
    StepTimeCorrection correction,
    PerformancePredictor adaptive,
    PerformancePredictor ridge,
    PolicyState policies,
    long tasks,
    @Nullable Configuration portfolioOfOne,
    @Nullable Configuration nearestPastTask) {}
