package io.nasoa.activities.trial;

import ai.djl.Device;
import io.nasoa.activities.network.TorchRuntime;
import io.nasoa.activities.timing.TrainingStepper;
import io.nasoa.activities.tuning.DeviceLeases;
import io.nasoa.activities.tuning.Trainer;
import io.nasoa.workflows.trial.CalibrateInput;
import io.nasoa.workflows.trial.Calibration;
import io.nasoa.workflows.trial.TrialModel;
import io.nasoa.zoo.architecture.LayerGraph;
import io.nasoa.zoo.rivals.Networks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Times the steps that a comparison consists of: model by model and batch by batch all numbers of
 * frozen stages in turn, round after round, medians of the thread's own time. Thread-safe.
 */
public final class StepCalibration {
  /** The first steps allocate memory and choose kernels. */
  private static final int WARM_UP = 2;

  /** The head is one small product beside the convolutions. */
  private static final int CLASSES = 10;

  private final Trainer trainer;

  /** Calibrations of that trainer's engine. */
  public StepCalibration(Trainer trainer) {
    this.trainer = trainer;
  }

  private record Series(TrialModel model, int batchSize) {}

  /**
   * Times them all.
   *
   * @param between called before each step; what it throws ends the calibration
   */
  public Calibration measure(CalibrateInput input, Runnable between) {
    TorchRuntime torch = trainer.torch();
    Map<CalibrateInput.StepKind, Double> seconds = new HashMap<>();
    try (DeviceLeases.Lease lease = trainer.lease(input.device())) {
      Device device = torch.device(lease.device());
      byModelAndBatch(input)
          .forEach(
              (name, kinds) -> {
                TrialModel model = model(input, kinds.get(0).model());
                Series series = new Series(model, kinds.get(0).batchSize());
                seconds.putAll(measure(torch, device, series, kinds, input.rounds(), between));
              });
      return new Calibration(
          Calibration.SCHEMA,
          input.steps().stream()
              .map(kind -> new Calibration.CalibratedStep(kind, seconds.getOrDefault(kind, 0.0)))
              .toList(),
          lease.device(),
          torch.threads(),
          null);
    }
  }

  private static Map<String, List<CalibrateInput.StepKind>> byModelAndBatch(CalibrateInput input) {
    Map<String, List<CalibrateInput.StepKind>> groups = new TreeMap<>();
    for (CalibrateInput.StepKind kind : input.steps()) {
      String name = "%s %06d".formatted(kind.model(), kind.batchSize());
      groups.computeIfAbsent(name, any -> new ArrayList<>()).add(kind);
    }
    return groups;
  }

  private static TrialModel model(CalibrateInput input, String name) {
    return input.models().stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("there is no model '%s' to time".formatted(name)));
  }

  private static Map<CalibrateInput.StepKind, Double> measure(
      TorchRuntime torch,
      Device device,
      Series series,
      List<CalibrateInput.StepKind> kinds,
      int rounds,
      Runnable between) {
    TrialModel model = series.model();
    LayerGraph graph = Networks.parse(model.architecture()).toGraph(CLASSES, model.stem());
    double[][] seconds = new double[kinds.size()][rounds];
    try (TrainingStepper stepper =
        new TrainingStepper(torch, graph, device, series.batchSize(), model.resolution())) {
      for (int round = -WARM_UP; round < rounds; round++) {
        for (int i = 0; i < kinds.size(); i++) {
          between.run();
          stepper.freeze(kinds.get(i).frozenStages());
          double taken = stepper.step();
          if (round >= 0) {
            seconds[i][round] = taken;
          }
        }
      }
    }
    Map<CalibrateInput.StepKind, Double> medians = new HashMap<>();
    for (int i = 0; i < kinds.size(); i++) {
      Arrays.sort(seconds[i]);
      medians.put(kinds.get(i), seconds[i][rounds / 2]);
    }
    return medians;
  }
}
