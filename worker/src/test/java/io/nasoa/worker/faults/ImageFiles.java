package io.nasoa.worker.faults;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/**
 * Image files by relative path, written as a folder or a zip; a path that ends in / is a folder.
 */
final class ImageFiles {
  private final TreeMap<String, byte[]> files = new TreeMap<>();

  /** That many images in a folder. */
  ImageFiles with(String folder, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      files.put("%s/%03d.png".formatted(folder, i), png(folder.hashCode() + i));
    }
    return this;
  }

  /** A file that breaks off in the middle, as a broken download does. */
  ImageFiles withTruncated(String path) throws IOException {
    byte[] whole = png(path.hashCode());
    return with(path, Arrays.copyOf(whole, whole.length / 2));
  }

  /** A file or, with a path that ends in /, an empty folder. */
  ImageFiles with(String path, byte[] content) {
    files.put(path, content);
    return this;
  }

  /** Writes all below a folder. */
  Path folder(Path root) throws IOException {
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

  /** Writes all into a zip, with the paths as they are. */
  Path zip(Path path) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
    return path;
  }

  private static byte[] png(int seed) throws IOException {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(seed & 0xffffff));
    graphics.fillRect(seed & 7, seed >> 3 & 7, 8, 8);
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }
}
