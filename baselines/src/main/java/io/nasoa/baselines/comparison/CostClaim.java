package io.nasoa.baselines.comparison;

/**
 * Claim D of the protocol (P8), as it came out for one search.
 *
 * @param segment label of the cells that it is about
 * @param search label of the search
 * @param limit reference seconds of the plan
 * @param overhead whether the clock counts, with all that it takes to run the work durably, or
 *     reference seconds
 * @param ratios of the groups
 * @param corrected p value by Holm over the claims of the segment; that of {@code ratios} for those
 *     beside the claim, which is about bohb in reference seconds
 */
public record CostClaim(
    String segment,
    String search,
    double limit,
    boolean overhead,
    CostRatios ratios,
    double corrected) {}
