package io.nasoa.activities.data;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * Turns what ImageIO decoded into 8-bit RGB. Samples are taken as they are stored: drawing a grey
 * image in Java2D would convert its linear grey space and lighten it. Alpha is composed on white.
 */
final class RasterReader {
  private RasterReader() {}

  static RgbImage toRgb(BufferedImage image) throws CorruptImageException {
    if (image.getType() == BufferedImage.TYPE_3BYTE_BGR) {
      return fromBgr(image);
    }
    ColorModel model = image.getColorModel();
    if (model instanceof ComponentColorModel && model.getNumComponents() <= 4) {
      return fromBands(image, model);
    }
    if (model instanceof IndexColorModel || model.getColorSpace().isCS_sRGB()) {
      return fromArgb(image);
    }
    throw new CorruptImageException("has a colour model that is not supported");
  }

  private static RgbImage fromBgr(BufferedImage image) {
    byte[] rgb = new byte[image.getWidth() * image.getHeight() * 3];
    byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < rgb.length; i += 3) {
      rgb[i] = bgr[i + 2];
      rgb[i + 1] = bgr[i + 1];
      rgb[i + 2] = bgr[i];
    }
    return new RgbImage(image.getWidth(), image.getHeight(), rgb);
  }

  /** Grey, grey with alpha, RGB or RGBA, 8 or 16 bits a sample. */
  private static RgbImage fromBands(BufferedImage image, ColorModel model) {
    Raster raster = image.getRaster();
    int width = image.getWidth();
    int bands = raster.getNumBands();
    int shift = Math.max(0, model.getComponentSize(0) - 8);
    boolean alpha = model.hasAlpha();
    boolean grey = bands <= 2;
    byte[] rgb = new byte[width * image.getHeight() * 3];
    int[] row = new int[width * bands];
    int at = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        int from = x * bands;
        int opacity = alpha ? row[from + bands - 1] >> shift : 255;
        for (int channel = 0; channel < 3; channel++) {
          int value = row[from + (grey ? 0 : channel)] >> shift;
          rgb[at++] = (byte) onWhite(value, opacity);
        }
      }
    }
    return new RgbImage(width, image.getHeight(), rgb);
  }

  /** Palettes and packed pixels. */
  private static RgbImage fromArgb(BufferedImage image) {
    int width = image.getWidth();
    byte[] rgb = new byte[width * image.getHeight() * 3];
    int[] row = new int[width];
    int at = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int argb : row) {
        int opacity = argb >>> 24;
        rgb[at++] = (byte) onWhite((argb >> 16) & 0xFF, opacity);
        rgb[at++] = (byte) onWhite((argb >> 8) & 0xFF, opacity);
        rgb[at++] = (byte) onWhite(argb & 0xFF, opacity);
      }
    }
    return new RgbImage(width, image.getHeight(), rgb);
  }

  private static int onWhite(int value, int opacity) {
    return opacity == 255 ? value : (value * opacity + 255 * (255 - opacity) + 127) / 255;
  }
}
