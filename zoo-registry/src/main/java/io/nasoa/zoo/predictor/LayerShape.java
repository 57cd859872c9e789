package io.nasoa.zoo.predictor;

/**
 * Where a linear map's numbers lie in the flat array of all parameters.
 *
 * @param weights place of weight [0, 0]; weight [k, j] lies at {@code weights + k * outputs + j}
 * @param bias place of the first bias
 * @param inputs numbers that go in
 * @param outputs numbers that come out
 */
record LayerShape(int weights, int bias, int inputs, int outputs) {
  static LayerShape at(int offset, int inputs, int outputs) {
    return new LayerShape(offset, offset + inputs * outputs, inputs, outputs);
  }

  /** The first place behind it. */
  int end() {
    return bias + outputs;
  }
}
