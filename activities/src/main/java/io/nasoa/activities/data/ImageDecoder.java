package io.nasoa.activities.data;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes JPEG, PNG, GIF (first frame) and BMP files, told apart by their first bytes, to square
 * 8-bit RGB. EXIF orientation is honoured, colour profiles are ignored, grey is replicated, alpha
 * is composed on white; CMYK and everything else is corrupt. Thread-safe; large images are decoded
 * one at a time to bound memory.
 */
public final class ImageDecoder {
  private static final long LARGE = 8_000_000;

  private final long pixelLimit;
  private final Lock largeImages = new ReentrantLock();

  /** A decoder for images of up to 64 million pixels. */
  public ImageDecoder() {
    this(64_000_000);
  }

  /**
   * @param pixelLimit most pixels of an image, held before anything is decoded
   */
  public ImageDecoder(long pixelLimit) {
    this.pixelLimit = pixelLimit;
  }

  /**
   * Decodes a file, scales its shorter side to {@code side} (not at all when it has it already) and
   * cuts out the central square.
   *
   * @return {@code side * side * 3} bytes in height, width, channel order
   * @throws CorruptImageException when the file cannot be read as an image
   */
  public byte[] decode(byte[] file, int side) throws CorruptImageException {
    return Resampler.square(decode(file), side);
  }

  /**
   * Size of an image as it is stored, before EXIF turns it. Only the head of the file is looked at.
   *
   * @throws CorruptImageException when the file is no image of a known format
   */
  ImageSize size(byte[] file) throws CorruptImageException {
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new CorruptImageException("is of no known image format");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return new ImageSize(reader.getWidth(0), reader.getHeight(0));
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      throw new CorruptImageException("has no readable size (%s)".formatted(reason(e)), e);
    }
  }

  RgbImage decode(byte[] file) throws CorruptImageException {
    if (startsWith(file, 0xFF, 0xD8, 0xFF)) {
      JpegFile jpeg = JpegFile.parse(file);
      if (jpeg.components() == 4) {
        throw new CorruptImageException("is a CMYK JPEG, which is not supported");
      }
      return oriented(read("jpeg", jpeg.bare(), true), file, jpeg.exif());
    }
    if (startsWith(file, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
      PngFile png = PngFile.parse(file);
      return oriented(read("png", file, !png.transparency()), file, png.exif());
    }
    if (startsWith(file, 'G', 'I', 'F', '8')) {
      return read("gif", file, true);
    }
    if (startsWith(file, 'B', 'M')) {
      return read("bmp", file, true);
    }
    throw new CorruptImageException(
        file.length == 0 ? "is empty" : "is not a JPEG, PNG, GIF or BMP file");
  }

  private RgbImage read(String format, byte[] file, boolean ignoreMetadata)
      throws CorruptImageException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    ImageReader reader = readers.next();
    // Not ImageIO.createImageInputStream: that one buffers in files unless told so globally.
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, true, ignoreMetadata);
      return read(format, reader);
    } catch (IOException | RuntimeException e) {
      throw new CorruptImageException(
          "cannot be decoded as %s (%s)".formatted(format.toUpperCase(Locale.ROOT), reason(e)), e);
    } finally {
      reader.dispose();
    }
  }

  private RgbImage read(String format, ImageReader reader)
      throws IOException, CorruptImageException {
    long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
    if (pixels > pixelLimit) {
      throw new CorruptImageException(
          "has %d x %d pixels, the limit is %d"
              .formatted(reader.getWidth(0), reader.getHeight(0), pixelLimit));
    }
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    boolean large = pixels > LARGE;
    if (large) {
      largeImages.lock();
    }
    try {
      BufferedImage image = reader.read(0);
      if (!warnings.isEmpty()) {
        // The readers go on after damage and hand out half a picture.
        throw new CorruptImageException(
            "is a damaged %s file (%s)".formatted(format, warnings.get(0)));
      }
      return RasterReader.toRgb(image);
    } finally {
      if (large) {
        largeImages.unlock();
      }
    }
  }

  private static String reason(Exception e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }

  private static RgbImage oriented(RgbImage image, byte[] file, boolean exif) {
    return exif ? image.oriented(orientation(file)) : image;
  }

  /** 1 (upright) when the EXIF block is unreadable: the pixels are still good. */
  private static int orientation(byte[] file) {
    try {
      var metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(file));
      for (var directory : metadata.getDirectoriesOfType(ExifIFD0Directory.class)) {
        Integer value = directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
        if (value != null) {
          return value;
        }
      }
      return 1;
    } catch (IOException | ImageProcessingException | RuntimeException e) {
      return 1;
    }
  }

  private static boolean startsWith(byte[] file, int... magic) {
    if (file.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((file[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
