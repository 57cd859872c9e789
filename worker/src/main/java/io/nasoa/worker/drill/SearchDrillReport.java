package io.nasoa.worker.drill;

import java.util.List;
import java.util.SortedMap;

/**
 * What came out of a drill of searches.
 *
 * @param server {@code embedded} or {@code external}
 * @param seed of its moments and victims
 * @param searches searches that were disturbed
 * @param evaluations of each of them
 * @param kills what was killed how often
 * @param undisturbedSeconds of the search that nothing disturbed
 * @param disturbedSeconds of all disturbed searches
 * @param violations what was promised and not kept; empty when all was
 */
public record SearchDrillReport(
    String server,
    long seed,
    int searches,
    int evaluations,
    SortedMap<Victim, Integer> kills,
    double undisturbedSeconds,
    double disturbedSeconds,
    List<String> violations) {}
