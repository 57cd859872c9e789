package io.nasoa.activities.data;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * The chunk structure of a PNG file (ISO/IEC 15948), walked to find truncated and damaged files
 * before decoding.
 *
 * @param exif whether there is an eXIf chunk
 * @param transparency whether there is a tRNS chunk
 */
record PngFile(boolean exif, boolean transparency) {
  private static final int SIGNATURE = 8;
  private static final int EXIF = 0x65584966;
  private static final int TRANSPARENCY = 0x74524E53;
  private static final int END = 0x49454E44;
  private static final int ANCILLARY = 0x20000000;

  static PngFile parse(byte[] file) throws CorruptImageException {
    ByteBuffer chunks = ByteBuffer.wrap(file);
    boolean exif = false;
    boolean transparency = false;
    try {
      chunks.position(SIGNATURE);
      while (true) {
        int length = chunks.getInt();
        int start = chunks.position();
        int type = chunks.getInt();
        if (length < 0 || length > chunks.remaining() - Integer.BYTES) {
          throw new CorruptImageException("is a truncated PNG file");
        }
        chunks.position(start + Integer.BYTES + length);
        int stored = chunks.getInt();
        // Optional chunks do not touch the pixels, and some programs write wrong sums for them.
        if ((type & ANCILLARY) == 0 && checksum(file, start, Integer.BYTES + length) != stored) {
          throw new CorruptImageException("is a PNG file with a wrong checksum");
        }
        exif |= type == EXIF;
        transparency |= type == TRANSPARENCY;
        if (type == END) {
          return new PngFile(exif, transparency);
        }
      }
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new CorruptImageException("is a truncated PNG file", e);
    }
  }

  private static int checksum(byte[] file, int from, int length) {
    CRC32 crc = new CRC32();
    crc.update(file, from, length);
    return (int) crc.getValue();
  }
}
