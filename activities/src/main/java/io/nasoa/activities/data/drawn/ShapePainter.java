package io.nasoa.activities.data.drawn;

import java.util.Locale;

/** Ten figures in five styles. */
final class ShapePainter implements Painter {
  private enum Figure {
    CIRCLE,
    TRIANGLE,
    SQUARE,
    STAR,
    CROSS,
    CRESCENT,
    ARROW,
    PENTAGON,
    BOWTIE,
    HEART
  }

  private enum Style {
    SOLID,
    OUTLINE,
    STRIPED,
    DOTTED,
    NESTED
  }

  @Override
  public String name(int label, int classes) {
    return figure(label).name().toLowerCase(Locale.ROOT)
        + "-"
        + style(label).name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void paint(Canvas canvas, int label, int classes, double difficulty, RandomStream random) {
    Colour.Pair colours = Colour.Pair.random(difficulty, random);
    canvas.fill(colours.paper());
    canvas.clutter(
        (int) Math.round(8 * difficulty), colours.paper().towards(colours.ink(), 0.7), random);
    double scale = random.between(0.75 - 0.3 * difficulty, 0.85);
    double room = 0.1 + 0.35 * difficulty;
    double angle = random.around(Math.PI * (0.03 + 0.97 * difficulty * difficulty));
    Field figure = styled(field(figure(label)), style(label));
    canvas.paint(
        figure.placed(random.around(room), random.around(room), angle, scale), colours.ink());
  }

  private static Figure figure(int label) {
    return Figure.values()[label % Figure.values().length];
  }

  private static Style style(int label) {
    return Style.values()[label / Figure.values().length];
  }

  private static Field styled(Field figure, Style style) {
    return switch (style) {
      case SOLID -> figure;
      case OUTLINE -> figure.rim(0.07);
      case STRIPED -> figure.and(Field.stripes(0.36)).or(figure.rim(0.03));
      case DOTTED -> figure.and(Field.dots(0.36)).or(figure.rim(0.03));
      case NESTED -> figure.rim(0.05).or(figure.placed(0, 0, 0, 0.45));
    };
  }

  private static Field field(Figure figure) {
    return switch (figure) {
      case CIRCLE -> Field.circle(0.8);
      case TRIANGLE -> Field.star(3, 0.95, 0.95);
      case SQUARE -> Field.box(-0.7, -0.7, 0.7, 0.7);
      case STAR -> Field.star(5, 1, 0.4);
      case CROSS -> Field.box(-0.28, -0.9, 0.28, 0.9).or(Field.box(-0.9, -0.28, 0.9, 0.28));
      case CRESCENT -> Field.circle(0.85).without(Field.circle(0.7).placed(0.4, 0, 0, 1));
      case ARROW ->
          Field.polygon(
              0, -0.95, 0.7, -0.1, 0.28, -0.1, 0.28, 0.9, -0.28, 0.9, -0.28, -0.1, -0.7, -0.1);
      case PENTAGON -> Field.star(5, 0.9, 0.9);
      case BOWTIE -> Field.polygon(-0.9, -0.6, 0, -0.12, 0.9, -0.6, 0.9, 0.6, 0, 0.12, -0.9, 0.6);
      case HEART ->
          Field.circle(0.45)
              .placed(-0.38, -0.3, 0, 1)
              .or(Field.circle(0.45).placed(0.38, -0.3, 0, 1))
              .or(Field.polygon(-0.77, -0.08, 0, -0.3, 0.77, -0.08, 0, 0.9));
    };
  }
}
