package io.nasoa.baselines.hpo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nasoa.baselines.hpo.space.Condition;
import io.nasoa.baselines.hpo.space.Parameter;
import io.nasoa.baselines.hpo.space.ParameterSpace;
import io.nasoa.baselines.hpo.space.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A space of all kinds of parameters, made-up losses, and runs of methods over them. */
final class Play {
  static final ParameterSpace SPACE =
      new ParameterSpace(
          List.of(
              new Parameter.Categorical("model", List.of("a", "b", "c"), null),
              new Parameter.Real("rate", 0.003, 0.3, true, null),
              new Parameter.Ordered("batch", List.of(16.0, 32.0, 64.0), null),
              new Parameter.Whole("frozen", 0, 4, false, new Condition("model", List.of("a", "b"))),
              new Parameter.Real("decay", 0, 1, false, new Condition("model", List.of("c")))));

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Play() {}

  /** A loss in [0, 3], as the point alone says; one in seven crashes. */
  static double loss(Evaluation evaluation) {
    double loss = clean(evaluation);
    return loss * 1000 % 7 < 1 ? Double.NaN : loss;
  }

  /** The same without crashes. */
  static double clean(Evaluation evaluation) {
    Point point = evaluation.point();
    double loss = point.coordinates().get(0) == 1 ? 0 : 0.5;
    loss += Math.abs(point.coordinates().get(1) - 0.6);
    double frozen = point.coordinates().get(3);
    loss += Double.isNaN(frozen) ? point.coordinates().get(4) : frozen;
    return loss + 0.3 / evaluation.budget();
  }

  /** One worker: what is asked for is told at once, up to {@code most} evaluations. */
  static List<Evaluation> sequentially(
      HpoMethod method, int most, ToDoubleFunction<Evaluation> losses) {
    List<Evaluation> evaluations = new ArrayList<>();
    while (evaluations.size() < most) {
      var next = method.ask();
      if (next.isEmpty()) {
        break;
      }
      evaluations.add(next.get());
      method.tell(next.get().number(), losses.applyAsDouble(next.get()));
    }
    return evaluations;
  }

  /** Some workers that take their evaluations in order and are done in any. */
  static List<Evaluation> withWorkers(HpoMethod method, int workers, int most, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Evaluation> asked = new ArrayList<>();
    List<Evaluation> waiting = new ArrayList<>();
    List<Evaluation> running = new ArrayList<>();
    while (true) {
      for (var next = askBelow(method, asked, most);
          next != null;
          next = askBelow(method, asked, most)) {
        asked.add(next);
        waiting.add(next);
      }
      while (running.size() < workers && !waiting.isEmpty()) {
        running.add(waiting.remove(0));
      }
      if (running.isEmpty()) {
        return asked;
      }
      Evaluation done = running.remove(random.nextInt(running.size()));
      method.tell(done.number(), loss(done));
    }
  }

  private static @Nullable Evaluation askBelow(HpoMethod method, List<Evaluation> asked, int most) {
    return asked.size() < most ? method.ask().orElse(null) : null;
  }

  /** The same method after its state has been written and read. */
  static HpoMethod reread(HpoMethod method) {
    try {
      HpoState state = method.state();
      HpoState read = MAPPER.readValue(MAPPER.writeValueAsString(state), HpoState.class);
      if (!read.equals(state)) {
        throw new AssertionError("read " + read + " instead of " + state);
      }
      return new HpoMethod(read);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  static HpoMethod method(HpoSettings settings, long seed) {
    return new HpoMethod(HpoState.start(settings, SPACE, seed));
  }
}
