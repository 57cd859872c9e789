package io.nasoa.activities.data;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Small data sets made in a test: relative paths and bytes, written as a folder or a zip. */
final class ImageFolders {
  private ImageFolders() {}

  /** Two classes, red and blue PNGs of 8 x 8, as train/ and val/. */
  static Map<String, byte[]> redAndBlue(int train, int validation) {
    TreeMap<String, byte[]> files = new TreeMap<>();
    for (String split : new String[] {"train", "val"}) {
      for (int i = 0; i < (split.equals("train") ? train : validation); i++) {
        files.put("%s/red/%03d.png".formatted(split, i), png(8, 8, new Color(200 + i % 50, 0, i)));
        files.put("%s/blue/%03d.png".formatted(split, i), png(8, 8, new Color(0, i, 200 + i % 50)));
      }
    }
    return files;
  }

  static byte[] png(int width, int height, Color color) {
    return encode("png", plain(width, height, color));
  }

  static BufferedImage plain(int width, int height, Color color) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(color);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return image;
  }

  static byte[] encode(String format, BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalStateException("no writer for " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static Path folder(Path root, Map<String, byte[]> files) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = root.resolve(file.getKey());
      if (file.getKey().endsWith("/")) {
        Files.createDirectories(path);
      } else {
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
    }
    return root;
  }

  static Path zip(Path path, Map<String, byte[]> files) throws IOException {
    try (OutputStream out = Files.newOutputStream(path);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
    return path;
  }

  static DatasetReader reader() {
    return new DatasetReader(DataRoots.EVERYTHING, ArchiveLimits.DEFAULT);
  }

  static DatasetIndex read(Path path) {
    return reader().read(DataReference.parse(path.toString()));
  }
}
