package io.nasoa.zoo.learning;

import io.nasoa.zoo.experience.ExperienceKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A hash for each beginning of a log: that of n entries tells which ones they are, and in which
 * order.
 */
final class LogHashes {
  private static final int BYTES = 16;

  private final List<String> after;

  private LogHashes(List<String> after) {
    this.after = List.copyOf(after);
  }

  static LogHashes of(List<ExperienceKey> keys) {
    MessageDigest digest = sha256();
    List<String> hashes = new ArrayList<>();
    byte[] last = digest.digest();
    hashes.add(name(last));
    for (ExperienceKey key : keys) {
      String text =
          "%s\n%s\n%d\n%s".formatted(key.deployment(), key.taskId(), key.run(), key.recordedAt());
      digest.update(last);
      last = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      hashes.add(name(last));
    }
    return new LogHashes(hashes);
  }

  private static String name(byte[] hash) {
    return HexFormat.of().formatHex(hash, 0, BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  int entries() {
    return after.size() - 1;
  }

  /** The hash of the first so many. */
  String after(int entries) {
    return after.get(entries);
  }

  boolean isBeginning(int entries, String hash) {
    return entries <= entries() && after(entries).equals(hash);
  }
}
