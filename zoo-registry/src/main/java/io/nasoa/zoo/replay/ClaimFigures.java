package io.nasoa.zoo.replay;

import io.nasoa.zoo.statistics.PairedSummary;
import org.jspecify.annotations.Nullable;

/**
 * One claim of the protocol (P7), as it came out.
 *
 * @param claim A, B, C or E; E-in-time counts what missed its deadline as chance and is beside the
 *     claims
 * @param segment label of the cells that it is about
 * @param method label of the method
 * @param versus label of what it is compared with
 * @param cells how many were compared
 * @param difference in points of TEST, above zero the method is better
 * @param corrected p value by Holm over the claims of one method and segment that the table can
 *     tell; null for what is beside them
 */
public record ClaimFigures(
    String claim,
    String segment,
    String method,
    String versus,
    long cells,
    PairedSummary difference,
    @Nullable Double corrected) {
  ClaimFigures withCorrected(double pValue) {
    return new ClaimFigures(claim, segment, method, versus, cells, difference, pValue);
  }
}
