package io.nasoa.activities.tuning;

import io.nasoa.workflows.tuning.FineTuningPlan;
import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.workflows.tuning.PlanInput;
import io.nasoa.workflows.tuning.Prediction;
import io.nasoa.zoo.cost.RunTime;
import io.nasoa.zoo.experience.Regime;
import io.nasoa.zoo.experience.StepTimeMeasurement;
import io.nasoa.zoo.planning.PlanningRules;
import io.nasoa.zoo.regime.RegimeAxes;
import io.nasoa.zoo.registry.ZooEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The plan of a request for a number of steps: the choice hangs on nothing that is measured or
 * learned, so that a repeated run is the same run.
 */
final class StepsPlan {
  private static final int PASSES_ON_THE_WAY = 4;

  private StepsPlan() {}

  static FineTuningPlan of(PlanInput input) {
    FineTuningRequest request = input.request();
    List<ZooEntry> entries = KnownZoo.smallestFirst(input.material().entries());
    ZooEntry middle = entries.get(entries.size() / 2);
    Integer asked = request.steps();
    int steps = asked == null ? PlanningRules.DEFAULT.fewestSteps() : asked;
    Regime regime = regime(request, steps);
    String reason =
        request.model() == null
            ? "%d steps were asked for; %s is the zoo's middle model"
                .formatted(steps, middle.name())
            : "%d steps of %s were asked for".formatted(steps, middle.name());
    return new FineTuningPlan(
        FineTuningPlan.SCHEMA,
        middle.name(),
        middle.architecture(),
        middle.stem(),
        middle.resolution(),
        input.profile().classes(),
        PlanRecords.weightsPath(middle),
        middle.weightsSha256(),
        regime,
        Math.max(1, steps / (PASSES_ON_THE_WAY + 1)),
        new Prediction(null, null, null, seconds(input, middle, regime)),
        List.of(),
        reason,
        0);
  }

  private static Regime regime(FineTuningRequest request, int steps) {
    RegimeAxes axes = RegimeAxes.VERSION_1;
    Double rate = request.learningRate();
    Integer frozen = request.frozenStages();
    Integer batch = request.batchSize();
    return new Regime(
        rate == null ? axes.learningRate().defaultValue() : rate,
        frozen == null ? 0 : frozen,
        steps,
        batch == null ? (int) axes.batchSize().defaultValue() : batch,
        axes.momentum(),
        axes.weightDecay().defaultValue(),
        axes.labelSmoothing().defaultValue(),
        axes.warmUpShare(),
        axes.crop().defaultValue() > 0,
        axes.flip().defaultValue() > 0);
  }

  private static @Nullable Double seconds(PlanInput input, ZooEntry entry, Regime regime) {
    RunTime rest = RunTime.DEFAULT;
    Optional<StepTimeMeasurement> known =
        input.material().stepTimes().stream()
            .filter(
                time ->
                    time.key()
                        .equals(
                            KnownZoo.key(
                                input.request(), entry, regime.frozenStages(), regime.batchSize())))
            .max(Comparator.comparing(StepTimeMeasurement::measuredAt));
    return known
        .map(
            time ->
                rest.fixedSeconds()
                    + time.medianSeconds()
                        * (regime.steps()
                            + rest.evaluationShare()
                                * input.profile().validationImages()
                                / regime.batchSize()))
        .orElse(null);
  }
}
