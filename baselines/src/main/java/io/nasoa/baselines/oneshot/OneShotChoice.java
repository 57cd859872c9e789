package io.nasoa.baselines.oneshot;

import io.nasoa.zoo.planning.Plan;
import io.nasoa.zoo.regime.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * What a one-shot method chose.
 *
 * @param configuration model and regime
 * @param steps optimiser steps that the limit leaves, after what was spent of it before
 * @param plan that the choice was made by; null where no planner chose
 */
public record OneShotChoice(Configuration configuration, int steps, @Nullable Plan plan) {}
