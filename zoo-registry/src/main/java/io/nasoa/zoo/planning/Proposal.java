package io.nasoa.zoo.planning;

/**
 * What one policy would do.
 *
 * @param policy who proposes
 * @param candidate what
 * @param outcome expected of it, in the predictor's unit, by the predictor that the policy believes
 * @param gain of it over the safe proposal by the same predictor: portfolio-of-one's, or the
 *     default where there is none
 * @param lead of it over what was chosen by the same predictor
 * @param weight of the policy
 */
public record Proposal(
    Policy policy,
    PlanCandidate candidate,
    double outcome,
    double gain,
    double lead,
    double weight) {}
