package io.nasoa.activities.data.drawn;

/** Ellipses in five numbers, five elongations, filled or hollow. */
final class BlobPainter implements Painter {
  private static final int LEVELS = 5;

  @Override
  public String name(int label, int classes) {
    return "%s-%02d-%d"
        .formatted(hollow(label) ? "hollow" : "filled", count(label), elongation(label));
  }

  @Override
  public void paint(Canvas canvas, int label, int classes, double difficulty, RandomStream random) {
    Colour.Pair colours = Colour.Pair.random(difficulty, random);
    canvas.fill(colours.paper());
    int count = count(label) + (int) Math.round(random.around(0.25 * difficulty * count(label)));
    double stretch =
        StrictMath.pow(1.55, elongation(label)) * random.between(1 - 0.2 * difficulty, 1);
    double area = random.between(0.013 - 0.006 * difficulty, 0.015);
    double across = Math.sqrt(area * stretch);
    Field blob = Field.ellipse(across, area / across);
    Field figure = hollow(label) ? blob.rim(0.022) : blob;
    double direction = random.between(0, Math.PI);
    double turn = 0.3 + 1.2 * difficulty;
    for (int i = 0; i < count; i++) {
      canvas.paint(
          figure.placed(
              random.around(0.88), random.around(0.88), direction + random.around(turn), 1),
          colours.ink());
    }
    canvas.clutter(
        (int) Math.round(4 * difficulty), colours.paper().towards(colours.ink(), 0.5), random);
  }

  private static int count(int label) {
    return new int[] {2, 6, 15, 32, 60}[label % LEVELS];
  }

  private static int elongation(int label) {
    // Far apart elongations come first, so that few classes differ clearly.
    return new int[] {0, 3, 1, 4, 2}[label / LEVELS % LEVELS];
  }

  private static boolean hollow(int label) {
    return label >= LEVELS * LEVELS;
  }
}
