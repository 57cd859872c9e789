package io.nasoa.zoo.planning;

import io.nasoa.zoo.cost.StepTimeCorrection;
import io.nasoa.zoo.predictor.AdaptivePredictor;
import io.nasoa.zoo.predictor.Example;
import io.nasoa.zoo.predictor.LearnerSettings;
import io.nasoa.zoo.predictor.RidgePredictor;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Measures how long a whole plan over 100,000 candidates takes, warm: the grid, what fits,
 * features, both predictors, the decision: {@code java -cp
 * zoo-registry/target/classes:zoo-registry/target/test-classes io.nasoa.zoo.planning.PlanningSpeed}
 */
final class PlanningSpeed {
  private static final int CANDIDATES = 100_000;
  private static final int RUNS = 40;

  private PlanningSpeed() {}

  public static void main(String[] arguments) {
    AdaptivePredictor adaptive =
        AdaptivePredictor.create(PlanFixture.SCHEMA, LearnerSettings.DEFAULT, 1);
    RidgePredictor ridge = new RidgePredictor(PlanFixture.SCHEMA);
    List<Example> examples = examples();
    adaptive.learn(examples);
    ridge.learn(examples);
    PlanningKnowledge knowledge =
        new PlanningKnowledge(
            PlanFixture.STEP_TIMES,
            new StepTimeCorrection(),
            adaptive,
            ridge,
            PlanFixture.erring(0.1),
            20,
            PlanFixture.PORTFOLIO,
            null);
    Planner planner =
        new Planner(PlanningRules.DEFAULT, PlanFixture.SPACE, PlanFixture.MODELS, CANDIDATES);
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    double[] milliseconds = new double[RUNS];
    long processor = 0;
    int considered = 0;
    for (int run = 0; run < RUNS; run++) {
      processor = run == RUNS / 2 ? system.getProcessCpuTime() : processor;
      long start = System.nanoTime();
      considered = planner.plan(PlanFixture.task(60), knowledge).considered();
      milliseconds[run] = (System.nanoTime() - start) / 1e6;
    }
    double perRun = (system.getProcessCpuTime() - processor) / 1e6 / (RUNS - RUNS / 2);
    double[] warm = Arrays.copyOfRange(milliseconds, RUNS / 2, RUNS);
    Arrays.sort(warm);
    System.out.printf(
        "%d candidates of %d features: first %.0f ms, warm median %.1f ms, best %.1f ms, worst %.1f"
            + " ms, %.1f ms of processor time%n",
        considered,
        PlanFixture.SCHEMA.size(),
        milliseconds[0],
        warm[RUNS / 4],
        warm[0],
        warm[warm.length - 1],
        perRun);
  }

  private static List<Example> examples() {
    SplittableRandom random = new SplittableRandom(1);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      List<Double> features = new ArrayList<>();
      for (int f = 0; f < PlanFixture.SCHEMA.size(); f++) {
        features.add(random.nextGaussian());
      }
      examples.add(Example.own("t" + i % 10, features, random.nextGaussian()));
    }
    return examples;
  }
}
