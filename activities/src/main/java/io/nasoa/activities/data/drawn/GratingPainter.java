package io.nasoa.activities.data.drawn;

/** Up to ten orientations, then further frequencies. */
final class GratingPainter implements Painter {
  private static final int MOST_ORIENTATIONS = 10;

  @Override
  public String name(int label, int classes) {
    return "grating-%03d-%d"
        .formatted(
            Math.round(180.0 * (label % orientations(classes)) / orientations(classes)),
            label / orientations(classes));
  }

  @Override
  public void paint(Canvas canvas, int label, int classes, double difficulty, RandomStream random) {
    int orientations = orientations(classes);
    double step = Math.PI / orientations;
    double angle = step * (label % orientations) + random.around(step * (0.05 + 0.4 * difficulty));
    int frequency = label / orientations;
    double waves = 2.5 * StrictMath.pow(1.5, frequency) * random.between(1 - 0.15 * difficulty, 1);
    double phase = random.between(0, 2 * Math.PI);
    double across = StrictMath.cos(angle) * waves * Math.PI;
    double down = StrictMath.sin(angle) * waves * Math.PI;
    double envelope = random.between(0.9 - 0.35 * difficulty, 1.4 - 0.6 * difficulty);
    double right = random.around(0.4 * difficulty);
    double below = random.around(0.4 * difficulty);
    Colour.Pair colours = Colour.Pair.random(difficulty, random);
    canvas.shade(
        colours.paper(),
        colours.ink(),
        (x, y) -> {
          double u = (x - right) / envelope;
          double v = (y - below) / envelope;
          double weight = StrictMath.exp(-(u * u + v * v));
          return 0.5 + 0.5 * weight * StrictMath.sin(across * x + down * y + phase);
        });
    canvas.clutter((int) Math.round(8 * difficulty), colours.paper(), random);
  }

  private static int orientations(int classes) {
    return Math.min(classes, MOST_ORIENTATIONS);
  }
}
