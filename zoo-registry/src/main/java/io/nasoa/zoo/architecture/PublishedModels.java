package io.nasoa.zoo.architecture;

import java.util.List;
import java.util.Optional;

/**
 * The 12 published models of the ET-NAS search space, smallest training step first. E/F and G/H are
 * paired with the architectures that fit their published parameters and multiply-accumulates, the
 * other way round than the labels in the release's code.
 */
public final class PublishedModels {
  private static final List<PublishedModel> ALL =
      List.of(
          model("A", "2-_32_2-11-112-1121112", 62.06, 5.30, 14.74),
          model("B", "031-_32_1-1-221-11121", 66.92, 5.92, 15.78),
          model("C", "011-_32_2-211-2-111122", 71.29, 8.94, 26.28),
          model("D", "031-_64_1-1-221-11121", 74.46, 14.54, 36.30),
          model("E", "011-_64_21-211-121-11111121", 76.87, 25.34, 61.95),
          model("F", "10001-_64_4-111-11122-1111111111111112", 78.80, 33.83, 93.04),
          model("G", "211-_64_41-211-121-11111121", 80.41, 53.08, 133.97),
          model("H", "10001-_64_4-111111111-211112111112-11111", 80.92, 76.80, 193.40),
          model("I", "02031-a02_64_111-2111-21111111111111111111111-211", 81.38, 94.60, 265.13),
          model("J", "211-_64_411-2111-21111111111111111111111-211", 82.08, 131.92, 370.28),
          model(
              "K",
              "02031-a02_64_1121-111111111111111111111111111-21111111211111-1",
              82.42,
              185.75,
              505.00),
          model(
              "L", "23311-a02c12_64_211-2111-21111111111111111111111-211", 82.65, 191.89, 542.52));

  private PublishedModels() {}

  /** All 12, A to L. */
  public static List<PublishedModel> all() {
    return ALL;
  }

  /** The model of that name, such as {@code ET-NAS-A}. */
  public static Optional<PublishedModel> named(String name) {
    return ALL.stream().filter(model -> model.name().equals(name)).findFirst();
  }

  private static PublishedModel model(
      String letter, String architecture, double top1, double inference, double step) {
    return new PublishedModel(
        "ET-NAS-" + letter, Architecture.parse(architecture), top1, inference, step);
  }
}
