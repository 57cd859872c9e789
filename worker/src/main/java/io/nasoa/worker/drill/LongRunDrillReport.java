package io.nasoa.worker.drill;

import java.util.List;
import java.util.SortedMap;

/**
 * What came out of a drill of long work.
 *
 * @param server {@code embedded} or {@code external}
 * @param seed of its moments and victims
 * @param work what it was: {@code search} ...
 * @param runs how many of them were disturbed
 * @param evaluations of each of them
 * @param kills what was killed how often
 * @param undisturbedSeconds of the one that nothing disturbed
 * @param disturbedSeconds of all disturbed ones
 * @param violations what was promised and not kept; empty when all was
 */
public record LongRunDrillReport(
    String server,
    long seed,
    String work,
    int runs,
    int evaluations,
    SortedMap<Victim, Integer> kills,
    double undisturbedSeconds,
    double disturbedSeconds,
    List<String> violations) {}
