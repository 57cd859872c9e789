package io.nasoa.worker.drill;

import java.util.List;
import java.util.SortedMap;

/**
 * What came out of a drill.
 *
 * @param server {@code embedded} or {@code external}
 * @param seed of its moments and victims
 * @param tasks tasks that were disturbed
 * @param kills what was killed how often
 * @param attempts trainings started or gone on with, over all tasks
 * @param lostSeconds trained again after kills, over all tasks
 * @param downSeconds between a sign of life and the successor's start, over all tasks
 * @param undisturbedSeconds of the stream that nothing disturbed
 * @param disturbedSeconds of all disturbed streams
 * @param violations what was promised and not kept; empty when all was
 */
public record DrillReport(
    String server,
    long seed,
    int tasks,
    SortedMap<Victim, Integer> kills,
    int attempts,
    double lostSeconds,
    double downSeconds,
    double undisturbedSeconds,
    double disturbedSeconds,
    List<String> violations) {}
