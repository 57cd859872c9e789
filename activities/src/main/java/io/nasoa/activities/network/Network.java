package io.nasoa.activities.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.nasoa.zoo.architecture.Layer;
import io.nasoa.zoo.architecture.LayerGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A layer graph as a trainable network. Input (N, 3, H, W), best with channels last in memory;
 * output logits (N, classes).
 *
 * <p>Not thread-safe: one training owns it. Closing frees its tensors.
 */
public final class Network implements AutoCloseable {
  /** torch's default: the running statistics move by a tenth towards each batch's. */
  private static final double BATCH_NORM_MOMENTUM = 0.1;

  private final TorchRuntime torch;
  private final LayerGraph graph;
  private final ParameterStore parameters;
  private final int[] lastReader;
  private int frozenStages;

  /** An all-zero network; fill it by {@link Initialisation} or {@link ParameterStore#load}. */
  public Network(TorchRuntime torch, LayerGraph graph, Device device, DataType type) {
    this.torch = torch;
    this.graph = graph;
    this.parameters = new ParameterStore(torch, graph, device, type);
    this.lastReader = lastReaders(graph);
  }

  private static int[] lastReaders(LayerGraph graph) {
    int[] last = new int[graph.layers().size()];
    Arrays.fill(last, Integer.MAX_VALUE);
    for (int i = 0; i < last.length; i++) {
      for (int input : graph.layers().get(i).inputs()) {
        if (input >= 0) {
          last[input] = i;
        }
      }
    }
    return last;
  }

  /** The graph this network computes. */
  public LayerGraph graph() {
    return graph;
  }

  /** The network's tensors. */
  public ParameterStore parameters() {
    return parameters;
  }

  /**
   * Freezes the first stages: no gradient is computed there and their BatchNorm neither uses nor
   * moves batch statistics.
   *
   * @param stages 0 = nothing, 1 = the stem, 1+i = the stem and the first i stages
   * @throws IllegalArgumentException outside [0, {@link LayerGraph#freezableStages()}]
   */
  public void freeze(int stages) {
    if (stages < 0 || stages > graph.freezableStages()) {
      throw new IllegalArgumentException(
          "frozenStages must be in [0, %d] for this architecture, was %d"
              .formatted(graph.freezableStages(), stages));
    }
    frozenStages = stages;
    parameters.freeze(stages);
  }

  /** How many stages are frozen. */
  public int frozenStages() {
    return frozenStages;
  }

  /**
   * Logits of a batch for training: BatchNorm by batch statistics outside the frozen stages, and
   * gradients recorded where the calling thread records them. The result and all intermediates
   * belong to the input's manager.
   */
  public NDArray forwardTraining(NDArray input) {
    return forward(input, graph.layers(), true);
  }

  /**
   * Logits of a batch for evaluation, without gradients; intermediates are freed as soon as nothing
   * reads them any more.
   */
  public NDArray forwardEvaluation(NDArray input) {
    try (TorchRuntime.GradientScope scope = torch.gradients(false)) {
      return forward(input, graph.layers(), false);
    }
  }

  /**
   * What the head reads of a batch, (N, features), as {@link #forwardEvaluation} computes it.
   *
   * @throws IllegalStateException if the network does not end in a head that reads another layer
   */
  public NDArray features(NDArray input) {
    List<Layer> layers = graph.layers();
    if (!(layers.get(layers.size() - 1) instanceof Layer.Linear head)
        || head.input() == LayerGraph.INPUT) {
      throw new IllegalStateException("the network does not end in pooling and a head");
    }
    try (TorchRuntime.GradientScope scope = torch.gradients(false)) {
      return forward(input, layers.subList(0, head.input() + 1), false);
    }
  }

  private NDArray forward(NDArray input, List<Layer> layers, boolean training) {
    List<NDArray> values = new ArrayList<>(layers.size());
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      List<NDArray> inputs = new ArrayList<>();
      for (int index : layer.inputs()) {
        inputs.add(index == LayerGraph.INPUT ? input : values.get(index));
      }
      values.add(apply(layer, inputs, training));
      if (!training) {
        release(layer, i, values);
      }
    }
    return values.get(values.size() - 1);
  }

  private void release(Layer layer, int reader, List<NDArray> values) {
    for (int index : layer.inputs()) {
      if (index >= 0 && lastReader[index] == reader) {
        values.get(index).close();
      }
    }
  }

  private NDArray apply(Layer layer, List<NDArray> inputs, boolean training) {
    NDArray first = inputs.get(0);
    if (layer instanceof Layer.Convolution conv) {
      return convolution(conv, first);
    } else if (layer instanceof Layer.BatchNorm norm) {
      return batchNorm(norm, first, training && norm.stage() >= frozenStages);
    } else if (layer instanceof Layer.Activation activation) {
      return activation(activation.function(), first);
    } else if (layer instanceof Layer.MaxPool pool) {
      return torch.maxPool(first, pool.kernel(), pool.stride(), pool.padding());
    } else if (layer instanceof Layer.ChannelScale) {
      return torch.multiply(first, inputs.get(1));
    } else if (layer instanceof Layer.Add) {
      return inputs.stream().reduce(torch::add).orElseThrow();
    } else if (layer instanceof Layer.Concat) {
      return torch.concatenateChannels(inputs);
    } else if (layer instanceof Layer.GlobalAveragePool pool) {
      return pool.spatial() ? torch.spatialMean(first) : torch.globalAveragePool(first);
    }
    return torch.linear(first, tensor(layer, "weight"), tensor(layer, "bias"));
  }

  private NDArray activation(Layer.Activation.Function function, NDArray input) {
    return switch (function) {
      case RELU -> torch.relu(input);
      case RELU6 -> torch.relu6(input);
      case SIGMOID -> torch.sigmoid(input);
      case SILU -> torch.silu(input);
    };
  }

  private NDArray convolution(Layer.Convolution conv, NDArray input) {
    return torch.convolution(
        input,
        tensor(conv, "weight"),
        conv.bias() ? tensor(conv, "bias") : null,
        conv.stride(),
        conv.padding(),
        conv.groups());
  }

  private NDArray batchNorm(Layer.BatchNorm norm, NDArray input, boolean training) {
    return torch.batchNorm(
        input,
        tensor(norm, "weight"),
        tensor(norm, "bias"),
        tensor(norm, "running_mean"),
        tensor(norm, "running_var"),
        training,
        BATCH_NORM_MOMENTUM,
        norm.epsilon());
  }

  private NDArray tensor(Layer layer, String suffix) {
    return parameters.tensor(layer.name() + "." + suffix);
  }

  /** A manager on the network's device for the arrays of one step. */
  public NDManager newStepManager() {
    return parameters.manager().newSubManager();
  }

  /** The engine that computes. */
  public TorchRuntime torch() {
    return torch;
  }

  @Override
  public void close() {
    parameters.close();
  }
}
