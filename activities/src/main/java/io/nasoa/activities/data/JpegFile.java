package io.nasoa.activities.data;

import java.io.ByteArrayOutputStream;

/**
 * The marker structure of a JPEG file (ITU-T T.81 annex B), walked because the JDK's decoder only
 * warns when the picture's data ends too early, and because colour profiles and other application
 * segments make it fail on files that every viewer shows.
 *
 * @param components colour components: 1 grey, 3 colour, 4 CMYK
 * @param exif whether there is an EXIF segment
 * @param bare the file with only the segments that its decoding needs
 */
@SuppressWarnings("ArrayRecordComponent") // lives inside one decoding, never compared
record JpegFile(int components, boolean exif, byte[] bare) {
  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int APP0 = 0xE0;
  private static final int APP1 = 0xE1;
  private static final int APP14 = 0xEE;
  private static final int APP15 = 0xEF;
  private static final int COMMENT = 0xFE;

  static JpegFile parse(byte[] file) throws CorruptImageException {
    return new Walk(file).run();
  }

  private static final class Walk {
    private final byte[] file;
    private final ByteArrayOutputStream bare;
    private int at = 2;
    private int components;
    private boolean exif;

    Walk(byte[] file) {
      this.file = file;
      this.bare = new ByteArrayOutputStream(file.length);
      bare.write(file, 0, 2);
    }

    JpegFile run() throws CorruptImageException {
      while (true) {
        int marker = marker();
        if (marker == END_OF_IMAGE) {
          bare.write(0xFF);
          bare.write(END_OF_IMAGE);
          return new JpegFile(components, exif, bare.toByteArray());
        }
        segment(marker);
        if (marker == START_OF_SCAN) {
          scan();
        }
      }
    }

    private int marker() throws CorruptImageException {
      if (at >= file.length) {
        throw truncated();
      }
      if (unsigned(at) != 0xFF) {
        throw new CorruptImageException("has a broken JPEG structure");
      }
      while (at < file.length && unsigned(at) == 0xFF) {
        at++;
      }
      if (at >= file.length) {
        throw truncated();
      }
      return unsigned(at++);
    }

    private void segment(int marker) throws CorruptImageException {
      if (at + 2 > file.length) {
        throw truncated();
      }
      int length = (unsigned(at) << 8) | unsigned(at + 1);
      if (length < 2 || at + length > file.length) {
        throw truncated();
      }
      if (marker == APP1 && length >= 8 && file[at + 2] == 'E' && file[at + 3] == 'x') {
        exif = true;
      }
      if (isFrame(marker) && length >= 8) {
        components = unsigned(at + 7);
      }
      if (needed(marker)) {
        bare.write(0xFF);
        bare.write(marker);
        bare.write(file, at, length);
      }
      at += length;
    }

    /** Entropy-coded data runs to the next marker that is neither a restart nor a stuffed FF. */
    private void scan() throws CorruptImageException {
      int from = at;
      for (; at + 1 < file.length; at++) {
        if (unsigned(at) == 0xFF) {
          int next = unsigned(at + 1);
          if (next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) {
            bare.write(file, from, at - from);
            return;
          }
        }
      }
      throw truncated();
    }

    private static boolean isFrame(int marker) {
      return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    /** JFIF and Adobe segments tell the colour model; the others only describe the picture. */
    private static boolean needed(int marker) {
      boolean application = marker >= APP0 && marker <= APP15;
      return marker != COMMENT && (!application || marker == APP0 || marker == APP14);
    }

    private int unsigned(int index) {
      return file[index] & 0xFF;
    }

    private static CorruptImageException truncated() {
      return new CorruptImageException("is a truncated JPEG file");
    }
  }
}
