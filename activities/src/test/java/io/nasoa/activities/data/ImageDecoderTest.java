package io.nasoa.activities.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
  private final ImageDecoder decoder = new ImageDecoder();

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp"})
  void decode_losslessFormats_exactPixels(String format) throws CorruptImageException {
    BufferedImage image = ImageFolders.plain(6, 4, new Color(10, 20, 30));
    image.setRGB(2, 1, 0xFFC80064);
    RgbImage decoded = decoder.decode(ImageFolders.encode(format, image));
    assertThat(decoded.width()).isEqualTo(6);
    assertThat(decoded.height()).isEqualTo(4);
    assertThat(pixel(decoded, 0, 0)).containsExactly(10, 20, 30);
    assertThat(pixel(decoded, 2, 1)).containsExactly(200, 0, 100);
  }

  @Test
  void decode_gif_exactPixelsOfItsPalette() throws CorruptImageException {
    byte[] shades = {0, 90, (byte) 200, 30};
    IndexColorModel palette = new IndexColorModel(2, 4, shades, shades, shades);
    BufferedImage image = new BufferedImage(9, 8, BufferedImage.TYPE_BYTE_INDEXED, palette);
    image.getRaster().setSample(2, 1, 0, 2);
    RgbImage decoded = decoder.decode(ImageFolders.encode("gif", image));
    assertThat(pixel(decoded, 0, 0)).containsExactly(0, 0, 0);
    assertThat(pixel(decoded, 2, 1)).containsExactly(200, 200, 200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "jpeg", "gif"})
  void size_anyFormat_isThatOfTheFile(String format) throws CorruptImageException {
    byte[] file = ImageFolders.encode(format, ImageFolders.plain(20, 10, Color.BLUE));
    assertThat(decoder.size(file)).isEqualTo(new ImageSize(20, 10));
  }

  @Test
  void size_noImage_isCorrupt() {
    assertThatThrownBy(() -> decoder.size(new byte[] {1, 2, 3}))
        .isInstanceOf(CorruptImageException.class);
    byte[] cut = Arrays.copyOf(ImageFolders.png(20, 10, Color.BLUE), 12);
    assertThatThrownBy(() -> decoder.size(cut)).isInstanceOf(CorruptImageException.class);
  }

  @Test
  void decode_jpeg_nearlyTheSamePixels() throws CorruptImageException {
    RgbImage decoded =
        decoder.decode(
            ImageFolders.encode("jpeg", ImageFolders.plain(20, 10, new Color(10, 120, 230))));
    assertThat(decoded.width()).isEqualTo(20);
    int[] pixel = pixel(decoded, 5, 5);
    assertThat(pixel[0]).isCloseTo(10, within(4));
    assertThat(pixel[1]).isCloseTo(120, within(4));
    assertThat(pixel[2]).isCloseTo(230, within(4));
  }

  @Test
  void decode_grey_isReplicatedUnchanged() throws CorruptImageException {
    BufferedImage grey = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setSample(0, 0, 0, 100);
    grey.getRaster().setSample(1, 0, 0, 37);
    RgbImage decoded = decoder.decode(ImageFolders.encode("png", grey));
    assertThat(pixel(decoded, 0, 0)).containsExactly(100, 100, 100);
    assertThat(pixel(decoded, 1, 0)).containsExactly(37, 37, 37);
  }

  @Test
  void decode_sixteenBitGrey_keepsTheHighByte() throws CorruptImageException {
    BufferedImage grey = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    grey.getRaster().setSample(0, 0, 0, 0x64FF);
    grey.getRaster().setSample(1, 0, 0, 0xFFFF);
    RgbImage decoded = decoder.decode(ImageFolders.encode("png", grey));
    assertThat(pixel(decoded, 0, 0)).containsExactly(100, 100, 100);
    assertThat(pixel(decoded, 1, 0)).containsExactly(255, 255, 255);
  }

  @Test
  void decode_alpha_isComposedOnWhite() throws CorruptImageException {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x00FF0000);
    image.setRGB(1, 0, 0x80FF0000);
    image.setRGB(2, 0, 0xFFFF0000);
    RgbImage decoded = decoder.decode(ImageFolders.encode("png", image));
    assertThat(pixel(decoded, 0, 0)).containsExactly(255, 255, 255);
    assertThat(pixel(decoded, 1, 0)).containsExactly(255, 127, 127);
    assertThat(pixel(decoded, 2, 0)).containsExactly(255, 0, 0);
  }

  @Test
  void decode_transparentPaletteEntry_isWhite() throws CorruptImageException {
    byte[] red = {0, (byte) 200};
    byte[] other = {0, 10};
    IndexColorModel palette = new IndexColorModel(8, 2, red, other, other, 0);
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_INDEXED, palette);
    image.getRaster().setSample(1, 0, 0, 1);
    RgbImage decoded = decoder.decode(ImageFolders.encode("png", image));
    assertThat(pixel(decoded, 0, 0)).containsExactly(255, 255, 255);
    assertThat(pixel(decoded, 1, 0)).containsExactly(200, 10, 10);
  }

  @Test
  void decode_transparentColourOfATrueColourPng_isWhite() throws CorruptImageException {
    BufferedImage image = ImageFolders.plain(2, 1, new Color(10, 20, 30));
    image.setRGB(1, 0, 0xFF646464);
    byte[] png = ImageFolders.encode("png", image);
    byte[] key = {'t', 'R', 'N', 'S', 0, 10, 0, 20, 0, 30};
    RgbImage decoded = decoder.decode(Samples.insertChunk(png, key));
    assertThat(pixel(decoded, 0, 0)).containsExactly(255, 255, 255);
    assertThat(pixel(decoded, 1, 0)).containsExactly(100, 100, 100);
  }

  /** The stored image is dark in its top left corner; EXIF says where that corner belongs. */
  @ParameterizedTest
  @CsvSource({"1,0,0", "2,1,0", "3,1,1", "4,0,1", "5,0,0", "6,1,0", "7,1,1", "8,0,1"})
  void decode_exifOrientation_turnsTheCorner(int orientation, int right, int bottom)
      throws CorruptImageException {
    BufferedImage image = ImageFolders.plain(64, 32, Color.WHITE);
    image.createGraphics().clearRect(0, 0, 32, 16);
    byte[] turned = Samples.withOrientation(ImageFolders.encode("jpeg", image), orientation);
    RgbImage decoded = decoder.decode(turned);
    boolean transposed = orientation >= 5;
    assertThat(decoded.width()).isEqualTo(transposed ? 32 : 64);
    assertThat(decoded.height()).isEqualTo(transposed ? 64 : 32);
    for (int i = 0; i < 4; i++) {
      int x = i % 2 == 0 ? 8 : decoded.width() - 8;
      int y = i / 2 == 0 ? 8 : decoded.height() - 8;
      boolean dark = i % 2 == right && i / 2 == bottom;
      assertThat(pixel(decoded, x, y)[0]).as("corner %d", i).isCloseTo(dark ? 0 : 255, within(9));
    }
  }

  @Test
  void decode_exifOrientation_mirrorsWithinTheCorner() throws CorruptImageException {
    // 5 and 1 (6 and 2, ...) keep the corner alike, so the long side tells them apart.
    BufferedImage image = ImageFolders.plain(64, 64, Color.WHITE);
    image.createGraphics().clearRect(0, 0, 64, 16);
    byte[] jpeg = ImageFolders.encode("jpeg", image);
    assertThat(pixel(decoder.decode(Samples.withOrientation(jpeg, 1)), 60, 4)[0]).isLessThan(9);
    assertThat(pixel(decoder.decode(Samples.withOrientation(jpeg, 5)), 4, 60)[0]).isLessThan(9);
    assertThat(pixel(decoder.decode(Samples.withOrientation(jpeg, 6)), 60, 60)[0]).isLessThan(9);
  }

  @Test
  void decode_unreadableExif_keepsThePicture() throws CorruptImageException {
    byte[] jpeg = ImageFolders.encode("jpeg", ImageFolders.plain(16, 16, Color.WHITE));
    byte[] exif = "Exif\0\0broken".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(decoder.decode(Samples.insertSegment(jpeg, 0xE1, exif)).width()).isEqualTo(16);
  }

  @Test
  void decode_brokenColourProfile_keepsThePicture() throws CorruptImageException {
    byte[] jpeg = ImageFolders.encode("jpeg", ImageFolders.plain(16, 16, Color.WHITE));
    byte[] profile = "ICC_PROFILE\0\1\1no profile at all".getBytes(StandardCharsets.ISO_8859_1);
    RgbImage decoded = decoder.decode(Samples.insertSegment(jpeg, 0xE2, profile));
    assertThat(pixel(decoded, 3, 3)).containsExactly(255, 255, 255);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "gif", "bmp"})
  void decode_truncatedAnywhere_corrupt(String format) {
    byte[] whole = ImageFolders.encode(format, Samples.noise(40, 40));
    // A GIF ends in a trailer byte after its picture, which readers do without.
    int needed = format.equals("gif") ? whole.length - 2 : whole.length;
    for (int length = 0; length < needed; length += 1 + length / 16) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> decoder.decode(cut))
          .as("%s cut to %d of %d bytes", format, length, whole.length)
          .isInstanceOf(CorruptImageException.class);
    }
    byte[] almost = Arrays.copyOf(whole, needed - 1);
    assertThatThrownBy(() -> decoder.decode(almost)).isInstanceOf(CorruptImageException.class);
  }

  @Test
  void decode_jpegCutInTheMiddleWithAnEndMarker_corrupt() {
    byte[] whole = ImageFolders.encode("jpeg", Samples.noise(64, 64));
    byte[] cut = Arrays.copyOf(whole, whole.length / 2);
    cut[cut.length - 2] = (byte) 0xFF;
    cut[cut.length - 1] = (byte) 0xD9;
    assertThatThrownBy(() -> decoder.decode(cut))
        .isInstanceOf(CorruptImageException.class)
        .hasMessageContaining("is a damaged jpeg file");
  }

  @Test
  void decode_pngWithAFlippedBit_corrupt() {
    byte[] png = ImageFolders.encode("png", Samples.noise(16, 16));
    png[png.length / 2] ^= 4;
    assertThatThrownBy(() -> decoder.decode(png))
        .isInstanceOf(CorruptImageException.class)
        .hasMessage("is a PNG file with a wrong checksum");
  }

  @Test
  void decode_whatIsNotSupported_corruptWithItsReason() {
    byte[] cmyk = ImageFolders.encode("jpeg", ImageFolders.plain(16, 16, Color.RED));
    assertCorrupt(Samples.asCmyk(cmyk), "is a CMYK JPEG, which is not supported");
    byte[] webp = "RIFF\0\0\0\0WEBPVP8 ".getBytes(StandardCharsets.ISO_8859_1);
    assertCorrupt(webp, "is not a JPEG, PNG, GIF or BMP file");
    assertCorrupt("text".getBytes(StandardCharsets.UTF_8), "is not a JPEG, PNG, GIF or BMP file");
    assertCorrupt(new byte[0], "is empty");
  }

  @Test
  void decode_morePixelsThanTheLimit_corruptBeforeDecoding() {
    byte[] huge = ImageFolders.png(16, 16, Color.RED);
    ByteBuffer.wrap(huge).putInt(16, 100_000).putInt(20, 100_000);
    byte[] repaired = Samples.withHeaderChecksum(huge);
    assertCorrupt(repaired, "has 100000 x 100000 pixels, the limit is 64000000");
  }

  @Test
  void decode_anyDamage_neverAnythingButCorrupt() {
    for (String format : new String[] {"jpeg", "png", "gif", "bmp"}) {
      byte[] whole = ImageFolders.encode(format, Samples.noise(24, 24));
      for (int i = 0; i < 300; i++) {
        byte[] damaged = whole.clone();
        int at = SplitMix64.bounded(SplitMix64.mix(7, i, 0), Math.min(200, whole.length));
        damaged[at] = (byte) SplitMix64.mix(7, i, 1);
        try {
          assertThat(decoder.decode(damaged, 16)).hasSize(3 * 16 * 16);
        } catch (CorruptImageException e) {
          assertThat(e).hasMessageMatching("(?s)(is|has|cannot) .*");
        }
      }
    }
  }

  private void assertCorrupt(byte[] file, String reason) {
    assertThatThrownBy(() -> decoder.decode(file))
        .isInstanceOf(CorruptImageException.class)
        .hasMessage(reason);
  }

  private static int[] pixel(RgbImage image, int x, int y) {
    int at = (y * image.width() + x) * 3;
    byte[] rgb = image.rgb();
    return new int[] {rgb[at] & 0xFF, rgb[at + 1] & 0xFF, rgb[at + 2] & 0xFF};
  }

  /** Image files that ImageIO does not write, made from ones that it does. */
  private static final class Samples {
    private static final int AFTER_HEADER = 33;

    static BufferedImage noise(int width, int height) {
      BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
      for (int i = 0; i < width * height; i++) {
        image.setRGB(i % width, i / width, (int) SplitMix64.mix(i));
      }
      return image;
    }

    static byte[] withOrientation(byte[] jpeg, int orientation) {
      byte[] exif = {
        'E',
        'x',
        'i',
        'f',
        0,
        0,
        'M',
        'M',
        0,
        42,
        0,
        0,
        0,
        8, // big-endian TIFF, directory at 8
        0,
        1,
        0x01,
        0x12,
        0,
        3,
        0,
        0,
        0,
        1,
        0,
        (byte) orientation,
        0,
        0, // one short: orientation
        0,
        0,
        0,
        0
      };
      return insertSegment(jpeg, 0xE1, exif);
    }

    static byte[] insertSegment(byte[] jpeg, int marker, byte[] content) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(jpeg, 0, 2);
      out.write(0xFF);
      out.write(marker);
      out.write((content.length + 2) >> 8);
      out.write(content.length + 2);
      out.writeBytes(content);
      out.write(jpeg, 2, jpeg.length - 2);
      return out.toByteArray();
    }

    /** A chunk's type and content, put after the header. */
    static byte[] insertChunk(byte[] png, byte[] chunk) {
      CRC32 crc = new CRC32();
      crc.update(chunk);
      return ByteBuffer.allocate(png.length + chunk.length + 8)
          .put(png, 0, AFTER_HEADER)
          .putInt(chunk.length - 4)
          .put(chunk)
          .putInt((int) crc.getValue())
          .put(png, AFTER_HEADER, png.length - AFTER_HEADER)
          .array();
    }

    static byte[] withHeaderChecksum(byte[] png) {
      CRC32 crc = new CRC32();
      crc.update(png, 12, 17);
      ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
      return png;
    }

    /** Rewrites the frame header of a JPEG to four components. */
    static byte[] asCmyk(byte[] jpeg) {
      int frame = new String(jpeg, StandardCharsets.ISO_8859_1).indexOf("\u00FF\u00C0");
      int header = 2 + 8 + 9;
      ByteBuffer out = ByteBuffer.allocate(jpeg.length + 3).put(jpeg, 0, frame + header);
      out.put(new byte[] {4, 0x11, 0}).put(jpeg, frame + header, jpeg.length - frame - header);
      out.putShort(frame + 2, (short) (8 + 12)).put(frame + 9, (byte) 4);
      return out.array();
    }
  }
}
