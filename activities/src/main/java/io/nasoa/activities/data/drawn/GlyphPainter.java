package io.nasoa.activities.data.drawn;

/** Signs as strokes, written with a pen of varying width, slant and wobble. */
final class GlyphPainter implements Painter {

  @Override
  public String name(int label, int classes) {
    return Strokes.name(label);
  }

  @Override
  public void paint(Canvas canvas, int label, int classes, double difficulty, RandomStream random) {
    Colour.Pair colours = Colour.Pair.random(difficulty, random);
    canvas.fill(colours.paper());
    canvas.clutter(
        (int) Math.round(8 * difficulty), colours.paper().towards(colours.ink(), 0.8), random);
    double pen = random.between(0.09 - 0.04 * difficulty, 0.11);
    double wobble = 0.02 + 0.1 * difficulty;
    double slant = random.around(0.05 + 0.3 * difficulty);
    double angle = random.around(0.04 + 0.4 * difficulty);
    double scale = random.between(0.85 - 0.35 * difficulty, 0.95);
    double room = 0.06 + 0.3 * difficulty;
    double right = random.around(room);
    double down = random.around(room);
    for (double[] stroke : Strokes.of(label)) {
      double[] written = stroke.clone();
      for (int i = 0; i < written.length; i += 2) {
        written[i] += random.around(wobble) - slant * written[i + 1];
        written[i + 1] += random.around(wobble);
      }
      Field line = Field.line(pen, written);
      canvas.paint(line.placed(right, down, angle, scale), colours.ink());
    }
  }
}
