package io.nasoa.zoo.architecture;

/**
 * What a layer of a block computes, in the order of the grammar's digits 0 to 6. Every layer is a
 * convolution without bias and padding (kernel - 1) / 2, followed by BatchNorm.
 */
public enum Op {
  /** 3x3 convolution. */
  CONVOLUTION_3X3(0, "conv 3x3", 3),
  /** 1x1 convolution. */
  CONVOLUTION_1X1(1, "conv 1x1", 1),
  /** 3x3 convolution in 2 groups. */
  CONVOLUTION_3X3_2_GROUPS(2, "conv 3x3 in 2 groups", 3),
  /** 3x3 convolution in 4 groups. */
  CONVOLUTION_3X3_4_GROUPS(3, "conv 3x3 in 4 groups", 3),
  /** 3x3 convolution, one input channel a group. */
  DEPTHWISE_3X3(4, "depthwise conv 3x3", 3),
  /** 3x3 convolution, 32 input channels a group. */
  CONVOLUTION_3X3_GROUPS_OF_32(5, "conv 3x3 in groups of 32 channels", 3),
  /** Depthwise 3x3, then 1x1, then one BatchNorm. */
  DEPTHWISE_SEPARABLE_3X3(6, "depthwise-separable conv 3x3", 3);

  private final int digit;
  private final String description;
  private final int kernel;

  Op(int digit, String description, int kernel) {
    this.digit = digit;
    this.description = description;
    this.kernel = kernel;
  }

  /** The grammar's digit, 0 to 6. */
  public int digit() {
    return digit;
  }

  /** The op of a digit 0 to 6. */
  public static Op of(int digit) {
    for (Op op : values()) {
      if (op.digit == digit) {
        return op;
      }
    }
    throw new InvalidArchitectureException("op %d, expected 0 to 6".formatted(digit));
  }

  /** Side of the kernel that carries the stride. */
  public int kernel() {
    return kernel;
  }

  /** Groups of the first (for all but the depthwise-separable: the only) convolution. */
  public int groups(int inChannels) {
    return switch (this) {
      case CONVOLUTION_3X3, CONVOLUTION_1X1 -> 1;
      case CONVOLUTION_3X3_2_GROUPS -> 2;
      case CONVOLUTION_3X3_4_GROUPS -> 4;
      case DEPTHWISE_3X3, DEPTHWISE_SEPARABLE_3X3 -> inChannels;
      case CONVOLUTION_3X3_GROUPS_OF_32 -> Math.max(1, inChannels / 32);
    };
  }

  /** Whether a convolution of these channel counts exists. */
  public boolean fits(int inChannels, int outChannels) {
    int groups = groups(inChannels);
    return inChannels % groups == 0
        && (this == DEPTHWISE_SEPARABLE_3X3 || outChannels % groups == 0);
  }

  /** In words, for messages. */
  String description() {
    return description;
  }
}
