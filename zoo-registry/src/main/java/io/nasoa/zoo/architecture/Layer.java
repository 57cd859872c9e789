package io.nasoa.zoo.architecture;

import java.util.List;

/**
 * One node of a {@link LayerGraph}. Its {@link #inputs()} are the indices of earlier layers in the
 * graph's list, or {@link LayerGraph#INPUT}.
 *
 * <p>{@link #name()} is the prefix of the layer's tensors ({@code <name>.weight}, ...), in the
 * names of the published PyTorch checkpoints; layers without tensors have names too, unique in the
 * graph.
 *
 * <p>{@link #stage()} says what freezing counts: 0 the stem, 1..n the stages of the macro string,
 * n+1 the pooling and the head.
 */
public sealed interface Layer {
  /** Unique name of the layer, the prefix of its tensors. */
  String name();

  /** 0 for the stem, 1..n for the macro's stages, n+1 for pooling and head. */
  int stage();

  /** Indices of the layers that this one reads. */
  List<Integer> inputs();

  /**
   * 2-D convolution, square kernel. Tensors: {@code weight (out, in/groups, k, k)}, {@code bias}.
   */
  record Convolution(
      String name,
      int stage,
      int input,
      int inChannels,
      int outChannels,
      int kernel,
      int stride,
      int padding,
      int groups,
      boolean bias)
      implements Layer {
    @Override
    public List<Integer> inputs() {
      return List.of(input);
    }
  }

  /**
   * Batch normalisation. Tensors: {@code weight, bias, running_mean, running_var}, each (channels).
   */
  record BatchNorm(String name, int stage, int input, int channels, double epsilon)
      implements Layer {
    @Override
    public List<Integer> inputs() {
      return List.of(input);
    }
  }

  /** Element-wise non-linearity. */
  record Activation(String name, int stage, int input, Function function) implements Layer {
    @Override
    public List<Integer> inputs() {
      return List.of(input);
    }

    /** Which non-linearity. */
    public enum Function {
      /** max(0, x). */
      RELU,
      /** min(6, max(0, x)). */
      RELU6,
      /** x times the sigmoid of x, also called Swish. */
      SILU,
      /** 1 / (1 + exp(-x)). */
      SIGMOID
    }
  }

  /** Largest value of each square window; the padding never wins. */
  record MaxPool(String name, int stage, int input, int kernel, int stride, int padding)
      implements Layer {
    @Override
    public List<Integer> inputs() {
      return List.of(input);
    }
  }

  /**
   * Weighs channels: {@code input} (N, C, H, W) times {@code weights} (N, C, 1, 1), the last step
   * of squeeze-excitation.
   */
  record ChannelScale(String name, int stage, int input, int weights) implements Layer {
    @Override
    public List<Integer> inputs() {
      return List.of(input, weights);
    }
  }

  /** Element-wise sum of two or more equal shapes. */
  record Add(String name, int stage, List<Integer> inputs) implements Layer {
    public Add {
      inputs = List.copyOf(inputs);
    }
  }

  /** Concatenation on channels, in the order of the inputs. */
  record Concat(String name, int stage, List<Integer> inputs) implements Layer {
    public Concat {
      inputs = List.copyOf(inputs);
    }
  }

  /**
   * Mean over height and width: (N, C, H, W) to (N, C).
   *
   * @param spatial whether the result stays an image of one pixel, (N, C, 1, 1), as convolutions
   *     read it
   */
  record GlobalAveragePool(String name, int stage, int input, boolean spatial) implements Layer {
    @Override
    public List<Integer> inputs() {
      return List.of(input);
    }
  }

  /** Fully connected with bias. Tensors: {@code weight (out, in)}, {@code bias (out)}. */
  record Linear(String name, int stage, int input, int inFeatures, int outFeatures)
      implements Layer {
    @Override
    public List<Integer> inputs() {
      return List.of(input);
    }
  }
}
