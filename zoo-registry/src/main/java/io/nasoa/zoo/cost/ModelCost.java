package io.nasoa.zoo.cost;

import io.nasoa.zoo.architecture.ComputeCost;
import io.nasoa.zoo.architecture.Layer;
import io.nasoa.zoo.architecture.LayerGraph;
import java.util.ArrayList;
import java.util.List;

/**
 * What the parts of a network cost, for telling what freezing saves. Exact integers.
 *
 * @param stages the stem, each stage of the macro, and last pooling with the head; at least two
 * @param largestLayerElements numbers that the largest single layer puts out for one image
 */
public record ModelCost(List<Stage> stages, long largestLayerElements) {

  /**
   * One part.
   *
   * @param parameters trainable numbers
   * @param macs multiply-accumulates of one image
   * @param elements numbers that its layers put out for one image
   */
  public record Stage(long parameters, long macs, long elements) {
    Stage plus(Stage other) {
      return new Stage(parameters + other.parameters, macs + other.macs, elements + other.elements);
    }

    private Stage minus(Stage other) {
      return new Stage(parameters - other.parameters, macs - other.macs, elements - other.elements);
    }
  }

  private static final Stage NOTHING = new Stage(0, 0, 0);

  public ModelCost {
    stages = List.copyOf(stages);
    if (stages.size() < 2) {
      throw new IllegalArgumentException(
          "a network with a head has at least 2 stages, had %d".formatted(stages.size()));
    }
  }

  /**
   * Counts.
   *
   * @param graph a network with a head
   * @param resolution side of the square input in pixels, at least 1
   */
  public static ModelCost of(LayerGraph graph, int resolution) {
    List<Stage> stages = new ArrayList<>();
    long largest = 0;
    Stage before = NOTHING;
    for (int i = 0; i < graph.layers().size(); i++) {
      Layer layer = graph.layers().get(i);
      List<Layer> prefix = graph.layers().subList(0, i + 1);
      Stage upToHere =
          stage(ComputeCost.of(new LayerGraph(graph.inputChannels(), prefix), resolution));
      Stage own = upToHere.minus(before);
      while (stages.size() <= layer.stage()) {
        stages.add(NOTHING);
      }
      stages.set(layer.stage(), stages.get(layer.stage()).plus(own));
      largest = Math.max(largest, own.elements());
      before = upToHere;
    }
    return new ModelCost(stages, largest);
  }

  private static Stage stage(ComputeCost cost) {
    return new Stage(cost.parameters(), cost.macs(), cost.activationElements());
  }

  /** Number of stages that can be frozen: all but the head. */
  public int freezableStages() {
    return stages.size() - 1;
  }

  /** The whole network. */
  public Stage total() {
    return sum(0);
  }

  /**
   * What is still learned.
   *
   * @param frozenStages 0 to {@link #freezableStages}
   */
  public Stage trainable(int frozenStages) {
    if (frozenStages < 0 || frozenStages > freezableStages()) {
      throw new IllegalArgumentException(
          "%d stages cannot be frozen, the network has %d"
              .formatted(frozenStages, freezableStages()));
    }
    return sum(frozenStages);
  }

  /** Asked for every candidate of a plan, so a loop without objects. */
  private Stage sum(int from) {
    long parameters = 0;
    long macs = 0;
    long elements = 0;
    for (int i = from; i < stages.size(); i++) {
      Stage stage = stages.get(i);
      parameters += stage.parameters();
      macs += stage.macs();
      elements += stage.elements();
    }
    return new Stage(parameters, macs, elements);
  }

  /** Share of the multiply-accumulates that belongs to what is still learned, in [0, 1]. */
  public double trainableShare(int frozenStages) {
    long macs = total().macs();
    return macs == 0 ? 1 : (double) trainable(frozenStages).macs() / macs;
  }

  /**
   * Multiply-accumulates of one training step for one image: all of the network forwards, and twice
   * those of what is learned backwards (to the weights and to the layer before).
   */
  public double stepMacs(int frozenStages) {
    return total().macs() + 2.0 * trainable(frozenStages).macs();
  }
}
