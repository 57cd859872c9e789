/**
 * Checks of the optimisers without any training: functions whose optimum is known, at many budgets,
 * and draws from given histories.
 */
@NullMarked
package io.nasoa.baselines.hpo.benchmark;

import org.jspecify.annotations.NullMarked;
