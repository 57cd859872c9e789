package io.nasoa.activities.data.drawn;

import java.util.Locale;

/** Five kinds of surface at five scales, in two polarities. */
final class TexturePainter implements Painter {
  private enum Kind {
    WAVES,
    CELLS,
    CHECKS,
    CLOUDS,
    DOTS
  }

  private static final int SCALES = 5;

  @Override
  public String name(int label, int classes) {
    return "%s-%d%s"
        .formatted(
            kind(label).name().toLowerCase(Locale.ROOT),
            scale(label),
            inverted(label) ? "-inverse" : "");
  }

  @Override
  public void paint(Canvas canvas, int label, int classes, double difficulty, RandomStream random) {
    double period =
        0.55 * StrictMath.pow(0.68, scale(label)) * random.between(1 - 0.2 * difficulty, 1);
    double angle = random.around(Math.PI / 2 * (0.05 + 0.95 * difficulty));
    double cos = StrictMath.cos(angle) / period;
    double sin = StrictMath.sin(angle) / period;
    double right = random.around(50);
    double down = random.around(50);
    Canvas.Shade surface = surface(kind(label), new ValueNoise(Math.round(1e9 * random.unit())));
    boolean inverted = inverted(label);
    double contrast = 0.8 - 0.6 * difficulty;
    double dark = random.between(0.05, 0.95 - contrast);
    double tint = 0.04 + 0.1 * difficulty;
    Colour low = Colour.tinted(dark, tint, random);
    Colour high = Colour.tinted(dark + contrast, tint, random);
    canvas.shade(
        inverted ? high : low,
        inverted ? low : high,
        (x, y) -> surface.at(cos * x + sin * y + right, cos * y - sin * x + down));
    canvas.clutter((int) Math.round(6 * difficulty), low, random);
  }

  private static Canvas.Shade surface(Kind kind, ValueNoise noise) {
    return switch (kind) {
      case WAVES -> (x, y) -> 0.5 + 0.5 * StrictMath.sin(4 * x + 3 * noise.at(x / 2, y / 2));
      case CELLS -> (x, y) -> Math.min(1, 1.1 * noise.cells(x, y));
      case CHECKS -> (x, y) -> (((long) Math.floor(x) + (long) Math.floor(y)) & 1) == 0 ? 0 : 1;
      case CLOUDS -> (x, y) -> 0.65 * noise.at(x, y) + 0.35 * noise.at(2 * x + 9, 2 * y + 9);
      case DOTS ->
          (x, y) -> {
            double u = x - Math.rint(x);
            double v = y - Math.rint(y);
            return Math.max(0, Math.min(1, 4 * (0.42 - Math.sqrt(u * u + v * v))));
          };
    };
  }

  private static Kind kind(int label) {
    return Kind.values()[label % Kind.values().length];
  }

  private static int scale(int label) {
    // Far apart scales come first, so that few classes are told apart by more than kind.
    return new int[] {1, 3, 0, 2, 4}[label / Kind.values().length % SCALES];
  }

  private static boolean inverted(int label) {
    return label >= Kind.values().length * SCALES;
  }
}
