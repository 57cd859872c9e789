package io.nasoa.activities.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over a sequence of strings and byte blocks, each preceded by its length, so that no two
 * different sequences give the same input. Not thread-safe.
 */
final class ContentHash {
  private final MessageDigest digest;

  ContentHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  ContentHash add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  ContentHash add(byte[] bytes) {
    return length(bytes.length).raw(bytes);
  }

  /** A block that could not be read: differs from every block that could. */
  ContentHash addUnreadable() {
    return length(-1);
  }

  /** The digest so far as 64 hex digits; the hash starts anew. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The first eight bytes of the digest so far: a seed. */
  long seed() {
    return ByteBuffer.wrap(digest.digest()).getLong();
  }

  private ContentHash length(long length) {
    return raw(ByteBuffer.allocate(Long.BYTES).putLong(length).array());
  }

  private ContentHash raw(byte[] bytes) {
    digest.update(bytes);
    return this;
  }
}
