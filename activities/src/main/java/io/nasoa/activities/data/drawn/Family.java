package io.nasoa.activities.data.drawn;

/** What a drawn task shows. */
public enum Family {
  /** Geometric figures in five styles. */
  SHAPES,
  /** Procedural surfaces that differ in kind, scale and polarity. */
  TEXTURES,
  /** Letters, digits and invented signs from strokes. */
  GLYPHS,
  /** Fields of ellipses that differ in number, elongation and filling. */
  BLOBS,
  /** Sine waves that differ in orientation and frequency. */
  GRATINGS,
  /** Landscapes that differ in kind and in the thing that stands in them. */
  SCENES;

  Painter painter() {
    return switch (this) {
      case SHAPES -> new ShapePainter();
      case TEXTURES -> new TexturePainter();
      case GLYPHS -> new GlyphPainter();
      case BLOBS -> new BlobPainter();
      case GRATINGS -> new GratingPainter();
      case SCENES -> new ScenePainter();
    };
  }
}
