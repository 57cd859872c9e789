package io.nasoa.activities.data.drawn;

/** Draws one family. Stateless. */
interface Painter {
  /** Name of a class, unique within the family, usable as a folder name. */
  String name(int label, int classes);

  /** Draws an image of a class; noise is added later. */
  void paint(Canvas canvas, int label, int classes, double difficulty, RandomStream random);
}
