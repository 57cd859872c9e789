package io.nasoa.zoo.predictor;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The network with a head on its input and on every hidden layer. One backward pass gives the
 * gradients of the weighted sum of all heads' losses, the weights held constant (Sahoo et al.,
 * Online Deep Learning, IJCAI 2018; the head on the input is in that paper, too). Works on blocks
 * of rows laid out unit by unit: {@code x[unit][row]}. For use by one thread.
 */
final class HedgeNetwork {
  private final NetworkShape shape;

  HedgeNetwork(NetworkShape shape) {
    this.shape = shape;
  }

  /** Hidden layers start random, uniform after He et al. 2015; heads start at zero. */
  float[] initialise(SplittableRandom random) {
    float[] parameters = new float[shape.parameterCount()];
    for (int l = 1; l <= shape.depth(); l++) {
      LayerShape layer = shape.layer(l);
      double bound = Math.sqrt(6.0 / layer.inputs());
      for (int i = layer.weights(); i < layer.bias(); i++) {
        parameters[i] = (float) (bound * (2 * random.nextDouble() - 1));
      }
    }
    return parameters;
  }

  /**
   * Runs a block through all layers and heads.
   *
   * @param input {@code [input][row]}, kept for the way back
   */
  Pass forward(float[] parameters, float[][] input) {
    return new Pass(parameters, input);
  }

  /** What the layers give for one block of rows, kept for the way back. */
  final class Pass {
    private final float[] parameters;

    /** hidden[0] is the input. */
    private final float[][][] hidden;

    private final float[][] outputs;

    private Pass(float[] parameters, float[][] input) {
      this.parameters = parameters;
      int rows = input[0].length;
      hidden = new float[shape.depth() + 1][][];
      hidden[0] = input;
      outputs = new float[shape.headCount()][rows];
      for (int l = 0; l <= shape.depth(); l++) {
        if (l > 0) {
          hidden[l] = new float[shape.width()][rows];
          Kernels.layer(parameters, shape.layer(l), hidden[l - 1], hidden[l], true);
        }
        Kernels.layer(parameters, shape.head(l), hidden[l], new float[][] {outputs[l]}, false);
      }
    }

    /** What head l says of each row. */
    float[] output(int l) {
      return outputs[l];
    }

    /**
     * The gradients of the sum over the heads of weight times loss.
     *
     * @param weights of the heads
     * @param slopes for each head the derivative of its loss by its output of each row
     */
    float[] gradients(double[] weights, float[][] slopes) {
      int rows = outputs[0].length;
      float[] gradients = new float[parameters.length];
      float[][] above = new float[0][];
      for (int l = shape.depth(); l >= 0; l--) {
        float[] slope = new float[rows];
        float weight = (float) weights[l];
        for (int r = 0; r < rows; r++) {
          slope[r] = weight * slopes[l][r];
        }
        addProducts(shape.head(l), hidden[l], new float[][] {slope}, gradients);
        if (l > 0) {
          float[][] errors = errors(l, slope, above);
          addProducts(shape.layer(l), hidden[l - 1], errors, gradients);
          above = errors;
        }
      }
      return gradients;
    }

    /** The derivative by the sums of hidden layer l: from its own head and from the layer above. */
    private float[][] errors(int l, float[] slope, float[][] above) {
      float[][] errors = new float[shape.width()][slope.length];
      int head = shape.head(l).weights();
      for (int k = 0; k < errors.length; k++) {
        float[] error = errors[k];
        float theta = parameters[head + k];
        for (int r = 0; r < error.length; r++) {
          error[r] = theta * slope[r];
        }
        if (l < shape.depth()) {
          int first = shape.layer(l + 1).weights() + k * shape.width();
          Kernels.accumulate(parameters, first, 1, above, shape.width(), error);
        }
        float[] values = hidden[l][k];
        for (int r = 0; r < error.length; r++) {
          error[r] = values[r] > 0 ? error[r] : Kernels.SLOPE * error[r];
        }
      }
      return errors;
    }
  }

  private static void addProducts(
      LayerShape map, float[][] x, float[][] errors, float[] gradients) {
    for (int j = 0; j < map.outputs(); j++) {
      int k = 0;
      int at = map.weights() + j;
      for (; k + 4 <= map.inputs(); k += 4, at += 4 * map.outputs()) {
        Kernels.fourDots(x, k, errors[j], gradients, at, map.outputs());
      }
      for (; k < map.inputs(); k++, at += map.outputs()) {
        gradients[at] += Kernels.dot(x[k], errors[j]);
      }
      for (float error : errors[j]) {
        gradients[map.bias() + j] += error;
      }
    }
  }

  /**
   * The weighted sum of the heads for a block of rows, into {@code out}.
   *
   * @param scratch two blocks of the hidden width; overwritten
   */
  void score(
      float[] parameters, double[] weights, float[][] input, float[][][] scratch, float[] out) {
    Arrays.fill(out, 0f);
    float[] head = new float[out.length];
    float[][] headBlock = {head};
    float[][] below = input;
    for (int l = 0; l <= shape.depth(); l++) {
      if (l > 0) {
        float[][] here = scratch[l % 2];
        Kernels.layer(parameters, shape.layer(l), below, here, true);
        below = here;
      }
      float weight = (float) weights[l];
      if (weight != 0) {
        Kernels.layer(parameters, shape.head(l), below, headBlock, false);
        for (int r = 0; r < out.length; r++) {
          out[r] += weight * head[r];
        }
      }
    }
  }
}
