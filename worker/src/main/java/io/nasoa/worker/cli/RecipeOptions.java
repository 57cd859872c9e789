package io.nasoa.worker.cli;

import picocli.CommandLine.Option;

/** How a network is trained from scratch, whatever for. */
final class RecipeOptions {
  @Option(
      names = "--learning-rate",
      defaultValue = "0.1",
      paramLabel = "X",
      description = "Peak learning rate (default: ${DEFAULT-VALUE}).")
  double learningRate;

  @Option(
      names = "--batch-size",
      defaultValue = "64",
      paramLabel = "N",
      description = "Images a step (default: ${DEFAULT-VALUE}).")
  int batchSize;

  @Option(
      names = "--weight-decay",
      defaultValue = "5e-4",
      paramLabel = "X",
      description = "L2 factor (default: ${DEFAULT-VALUE}).")
  double weightDecay;

  @Option(
      names = "--seed",
      defaultValue = "0",
      paramLabel = "N",
      description = "What every random choice hangs on (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--stem",
      defaultValue = "standard",
      paramLabel = "STEM",
      description = "standard, or small for inputs of 32 pixels and below.")
  ZooDescribeCommand.StemChoice stem = ZooDescribeCommand.StemChoice.STANDARD;
}
