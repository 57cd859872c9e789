package io.nasoa.activities.data;

/**
 * A decoded image.
 *
 * @param width in pixels
 * @param height in pixels
 * @param rgb {@code height * width * 3} bytes in height, width, channel order
 */
@SuppressWarnings("ArrayRecordComponent") // lives inside one decoding, never compared
record RgbImage(int width, int height, byte[] rgb) {

  /** The image turned and mirrored as an EXIF orientation (1 to 8) says. */
  RgbImage oriented(int orientation) {
    if (orientation <= 1 || orientation > 8) {
      return this;
    }
    boolean transposed = orientation >= 5;
    int newWidth = transposed ? height : width;
    int newHeight = transposed ? width : height;
    byte[] turned = new byte[rgb.length];
    for (int y = 0; y < newHeight; y++) {
      for (int x = 0; x < newWidth; x++) {
        int from = source(orientation, x, y) * 3;
        int to = (y * newWidth + x) * 3;
        turned[to] = rgb[from];
        turned[to + 1] = rgb[from + 1];
        turned[to + 2] = rgb[from + 2];
      }
    }
    return new RgbImage(newWidth, newHeight, turned);
  }

  /** Index of the stored pixel that belongs at (x, y) of the upright image. */
  private int source(int orientation, int x, int y) {
    return switch (orientation) {
      case 2 -> y * width + (width - 1 - x);
      case 3 -> (height - 1 - y) * width + (width - 1 - x);
      case 4 -> (height - 1 - y) * width + x;
      case 5 -> x * width + y;
      case 6 -> (height - 1 - x) * width + y;
      case 7 -> (height - 1 - x) * width + (width - 1 - y);
      case 8 -> x * width + (width - 1 - y);
      default -> y * width + x;
    };
  }
}
