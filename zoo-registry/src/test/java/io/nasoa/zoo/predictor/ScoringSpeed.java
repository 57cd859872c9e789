package io.nasoa.zoo.predictor;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Measures how long the adaptive predictor takes to score 100,000 candidates with 30 features
 * through 14 layers of 32 units, warm: {@code java -cp
 * zoo-registry/target/classes:zoo-registry/target/test-classes io.nasoa.zoo.predictor.ScoringSpeed}
 */
final class ScoringSpeed {
  private static final int CANDIDATES = 100_000;
  private static final int FEATURES = 30;
  private static final int RUNS = 40;

  private ScoringSpeed() {}

  public static void main(String[] arguments) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < FEATURES; i++) {
      names.add("f" + i);
    }
    SplittableRandom random = new SplittableRandom(1);
    FeatureMatrix candidates = new FeatureMatrix(CANDIDATES, FEATURES);
    for (int row = 0; row < CANDIDATES; row++) {
      for (int i = 0; i < FEATURES; i++) {
        candidates.set(row, i, random.nextDouble());
      }
    }
    AdaptivePredictor predictor =
        AdaptivePredictor.create(new FeatureSchema(1, names), LearnerSettings.DEFAULT, 1);
    for (int row = 0; row < 100; row++) {
      predictor.learn(List.of(Example.own("t", candidates.row(row), random.nextDouble())));
    }
    double[] milliseconds = new double[RUNS];
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    double sum = 0;
    long processor = 0;
    for (int run = 0; run < RUNS; run++) {
      processor = run == RUNS / 2 ? system.getProcessCpuTime() : processor;
      long start = System.nanoTime();
      sum += predictor.predict(candidates)[run];
      milliseconds[run] = (System.nanoTime() - start) / 1e6;
    }
    double perRun = (system.getProcessCpuTime() - processor) / 1e6 / (RUNS - RUNS / 2);
    double[] warm = Arrays.copyOfRange(milliseconds, RUNS / 2, RUNS);
    Arrays.sort(warm);
    System.out.printf(
        "%d candidates: first %.0f ms, warm median %.1f ms, best %.1f ms, worst %.1f ms, %.1f ms of"
            + " processor time (%s)%n",
        CANDIDATES, milliseconds[0], warm[RUNS / 4], warm[0], warm[warm.length - 1], perRun, sum);
  }
}
