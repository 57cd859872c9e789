package io.nasoa.baselines.comparison;

import io.nasoa.zoo.statistics.PairedSummary;

/**
 * Claim A, B or C of the protocol (P7), as it came out.
 *
 * @param claim its letter
 * @param segment label of the cells that it is about
 * @param versus what nasoa is compared with
 * @param cells how many were compared
 * @param difference in points of TEST, above zero nasoa is better
 * @param corrected p value by Holm over the claims of the segment
 */
public record ComparedClaim(
    String claim,
    String segment,
    String versus,
    long cells,
    PairedSummary difference,
    double corrected) {}
