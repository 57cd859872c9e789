package io.nasoa.zoo.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 as lower-case hexadecimal text. */
final class Sha256 {
  private static final int BUFFER = 1 << 16;

  private Sha256() {}

  static String of(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return copy(stream, OutputStream.nullOutputStream());
    }
  }

  /** Copies a stream and returns the hash of what was copied. */
  static String copy(InputStream from, OutputStream to) throws IOException {
    DigestInputStream hashed = new DigestInputStream(from, digest());
    byte[] buffer = new byte[BUFFER];
    for (int length = hashed.read(buffer); length >= 0; length = hashed.read(buffer)) {
      to.write(buffer, 0, length);
    }
    return HexFormat.of().formatHex(hashed.getMessageDigest().digest());
  }

  /** Hash of the fields in order; each is preceded by its length, so that no two lists collide. */
  static String of(List<String> fields) {
    MessageDigest digest = digest();
    for (String field : fields) {
      byte[] bytes = field.getBytes(UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
