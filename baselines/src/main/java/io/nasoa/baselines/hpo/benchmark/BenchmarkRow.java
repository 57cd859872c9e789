package io.nasoa.baselines.hpo.benchmark;

/**
 * Where a method stands on a problem after some brackets of Hyperband, or after as much budget.
 *
 * @param problem its short name
 * @param method the method's name
 * @param seed of all that is random
 * @param brackets how many brackets' budget has been spent
 * @param evaluations how many there have been
 * @param fullEvaluations the budget spent, in full evaluations
 * @param incumbentLoss the lowest loss seen at the largest budget tried
 * @param incumbentRegret that configuration's true regret
 * @param modelBased how many configurations a model proposed
 * @param configurations how many there have been
 */
public record BenchmarkRow(
    String problem,
    String method,
    long seed,
    int brackets,
    int evaluations,
    double fullEvaluations,
    double incumbentLoss,
    double incumbentRegret,
    int modelBased,
    int configurations) {}
