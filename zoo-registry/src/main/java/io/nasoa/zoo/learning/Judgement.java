package io.nasoa.zoo.learning;

import io.nasoa.zoo.planning.PolicyState;

/**
 * What is known about policies.
 *
 * @param policies which of them is to be trusted
 * @param comparedTasks how many tasks of others told it, on each of which several configurations
 *     were run
 */
record Judgement(PolicyState policies, long comparedTasks) {}
