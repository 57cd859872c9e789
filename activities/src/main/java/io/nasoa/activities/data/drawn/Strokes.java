package io.nasoa.activities.data.drawn;

import java.util.ArrayList;
import java.util.List;

/**
 * Fifty signs as lines on a grid of 5 columns (0 to 4) and 7 rows (0 to 6, from the top): letters,
 * digits and invented signs. Each point is two digits, column and row; a blank starts a new stroke.
 */
final class Strokes {
  private static final List<String> TABLE =
      List.of(
          "a 062046 1434",
          "b 0006 003041423303 3344453606",
          "c 4130100105163645",
          "d 00062645412000",
          "e 40000646 0333",
          "f 400006 0333",
          "g 41301001051636454323",
          "h 0006 4046 0343",
          "i 1030 2026 1636",
          "j 1040 30352605",
          "k 0006 400346",
          "l 000646",
          "m 0600234046",
          "n 06004640",
          "o 103041453616050110",
          "p 06003041423303",
          "q 103041453616050110 2446",
          "r 06003041423303 2346",
          "s 413010010213334445361605",
          "t 0040 2026",
          "u 000516364540",
          "v 002640",
          "w 0016233640",
          "x 0046 4006",
          "y 0023 402326",
          "z 00400646",
          "digit-0 103041453616050110 4006",
          "digit-1 022026 0646",
          "digit-2 01103041420646",
          "digit-3 0110304142334445361605 1333",
          "digit-4 300444 3236",
          "digit-5 4000023243453606",
          "digit-6 30100105163645443303",
          "digit-7 004016",
          "digit-8 10304142040516364544020110",
          "digit-9 43130201103041453606",
          "hash 1016 3036 0242 0444",
          "ladder 0006 4046 0141 0343 0545",
          "hourglass 0040064600",
          "spiral 233334141141450500",
          "trident 2026 00034340",
          "envelope 0040460600 002340",
          "flag 0006 003203",
          "bolt 30034316",
          "house 032043 13163633",
          "tree 2026 022042 052345",
          "anchor 2026 1131 04163644",
          "window 0040460600 2026 0343",
          "comb 0343 0306 1316 2326 3336 4346",
          "kite 2042260220 2026");

  private Strokes() {}

  static String name(int sign) {
    return TABLE.get(sign).substring(0, TABLE.get(sign).indexOf(' '));
  }

  /** The strokes of a sign as x, y pairs from about -1 to 1. */
  static List<double[]> of(int sign) {
    List<double[]> strokes = new ArrayList<>();
    String lines = TABLE.get(sign).substring(TABLE.get(sign).indexOf(' ') + 1);
    for (String line : lines.split(" ", -1)) {
      double[] points = new double[line.length()];
      for (int i = 0; i < points.length; i += 2) {
        points[i] = (line.charAt(i) - '0') / 2.0 * 0.65 - 0.65;
        points[i + 1] = (line.charAt(i + 1) - '0') / 3.0 * 0.9 - 0.9;
      }
      strokes.add(points);
    }
    return strokes;
  }
}
