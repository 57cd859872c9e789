package io.nasoa.activities.data.drawn;

import java.util.Locale;

/** Five kinds of land with ten things to stand in them. */
final class ScenePainter implements Painter {
  private enum Land {
    SEA,
    HILLS,
    CITY,
    DESERT,
    FOREST
  }

  private enum Thing {
    HOUSE,
    BOAT,
    BALLOON,
    TOWER,
    CAR,
    BIRD,
    MILL,
    TENT,
    BRIDGE,
    ROCKET
  }

  @Override
  public String name(int label, int classes) {
    return land(label).name().toLowerCase(Locale.ROOT)
        + "-"
        + thing(label).name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void paint(Canvas canvas, int label, int classes, double difficulty, RandomStream random) {
    double vivid = 1 - 0.75 * difficulty;
    Colour haze = Colour.tinted(random.between(0.4, 0.6), 0.05 + 0.1 * difficulty, random);
    double horizon = 0.1 + random.around(0.05 + 0.3 * difficulty);
    Colour sky = new Colour(0.55, 0.75, 0.95);
    canvas.shade(
        haze.towards(sky, vivid),
        haze.towards(Colour.grey(0.95), vivid),
        (x, y) -> Math.max(0, Math.min(1, (y + 1) / (horizon + 1))));
    land(canvas, land(label), horizon, haze, vivid, random);
    double scale = random.between(0.42 - 0.2 * difficulty, 0.5);
    double right = random.around(0.15 + 0.45 * difficulty);
    double down = horizon + random.around(0.05 + 0.2 * difficulty);
    double angle = random.around(0.02 + 0.25 * difficulty);
    Colour paint = Colour.tinted(random.coin() ? 0.12 : 0.9, 0.1, random);
    canvas.paint(thing(thing(label)).placed(right, down, angle, scale), haze.towards(paint, vivid));
    canvas.clutter((int) Math.round(6 * difficulty), haze, random);
  }

  private static Land land(int label) {
    return Land.values()[label % Land.values().length];
  }

  private static Thing thing(int label) {
    // Every land with its own thing first, then the other pairs: each pair once in 50 classes.
    int lands = Land.values().length;
    int shift = label / lands;
    return Thing.values()[(label % lands + shift) % Thing.values().length];
  }

  private static void land(
      Canvas canvas, Land land, double horizon, Colour haze, double vivid, RandomStream random) {
    Colour ground =
        haze.towards(
            switch (land) {
              case SEA -> new Colour(0.1, 0.3, 0.6);
              case HILLS -> new Colour(0.35, 0.6, 0.25);
              case CITY -> Colour.grey(0.35);
              case DESERT -> new Colour(0.85, 0.7, 0.4);
              case FOREST -> new Colour(0.1, 0.35, 0.15);
            },
            vivid);
    Field surface =
        switch (land) {
          case SEA, DESERT -> (x, y) -> horizon - y;
          case HILLS -> wavy(horizon, 0.22, 2.5, random);
          case CITY -> skyline(horizon, 5, random);
          case FOREST -> wavy(horizon - 0.1, 0.1, 14, random);
        };
    canvas.paint(surface, ground);
    if (land == Land.SEA) {
      Field waves = Field.stripes(0.16).placed(0, 0, Math.PI / 2, 1);
      canvas.paint(
          waves.and((x, y) -> horizon + 0.1 - y), ground.towards(Colour.grey(1), 0.25 * vivid));
    }
  }

  private static Field wavy(double horizon, double height, double waves, RandomStream random) {
    double phase = random.between(0, 6);
    return (x, y) ->
        (horizon - 0.5 * height + height * StrictMath.sin(waves * x + phase) - y)
            / (1 + 0.5 * height * waves);
  }

  private static Field skyline(double horizon, int blocks, RandomStream random) {
    Field all = (x, y) -> horizon - y;
    for (int i = 0; i < blocks; i++) {
      double left = -1 + 2.0 * i / blocks + random.around(0.1);
      double top = horizon - random.between(0.2, 0.7);
      all = all.or(Field.box(left, top, left + random.between(0.2, 0.35), 1));
    }
    return all;
  }

  private static Field thing(Thing thing) {
    return switch (thing) {
      case HOUSE ->
          Field.box(-0.7, -0.2, 0.7, 0.7)
              .or(Field.polygon(-0.9, -0.2, 0, -1, 0.9, -0.2))
              .without(Field.box(-0.15, 0.2, 0.2, 0.7));
      case BOAT ->
          Field.polygon(-0.9, 0.2, 0.9, 0.2, 0.55, 0.7, -0.55, 0.7)
              .or(Field.polygon(0, -1, 0.6, 0.05, 0, 0.05));
      case BALLOON ->
          Field.circle(0.65)
              .placed(0, -0.5, 0, 1)
              .or(Field.box(-0.2, 0.4, 0.2, 0.7))
              .or(Field.line(0.03, -0.5, -0.1, 0, 0.5, 0.5, -0.1));
      case TOWER ->
          Field.polygon(-0.25, 0.8, -0.15, -0.9, 0.15, -0.9, 0.25, 0.8)
              .or(Field.box(-0.35, -1.1, 0.35, -0.8));
      case CAR ->
          Field.box(-1, 0, 1, 0.45)
              .or(Field.polygon(-0.6, 0, -0.4, -0.4, 0.4, -0.4, 0.6, 0))
              .or(Field.circle(0.24).placed(-0.55, 0.5, 0, 1))
              .or(Field.circle(0.24).placed(0.55, 0.5, 0, 1));
      case BIRD -> Field.line(0.1, -1, -0.9, -0.5, -1.1, 0, -0.7, 0.5, -1.1, 1, -0.9);
      case MILL ->
          Field.polygon(-0.4, 0.8, -0.2, -0.3, 0.2, -0.3, 0.4, 0.8)
              .or(Field.line(0.07, -0.7, -1, 0.7, 0.4))
              .or(Field.line(0.07, 0.7, -1, -0.7, 0.4));
      case TENT ->
          Field.polygon(-1, 0.7, 0, -0.7, 1, 0.7).without(Field.polygon(-0.2, 0.7, 0, 0, 0.2, 0.7));
      case BRIDGE ->
          Field.box(-1.6, 0, 1.6, 0.2)
              .or(Field.circle(0.8).rim(0.07).placed(0, 0.2, 0, 1).and((x, y) -> y))
              .or(Field.box(-0.05, -0.6, 0.05, 0));
      case ROCKET ->
          Field.ellipse(0.3, 1)
              .placed(0, -0.3, 0, 1)
              .or(Field.polygon(-0.6, 0.7, -0.25, 0, 0.25, 0, 0.6, 0.7));
    };
  }
}
