package io.nasoa.worker.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that an owner accepts: one it made itself, for the commands of the directory's user,
 * and one that the user gave, which is never written anywhere.
 */
public final class ApiTokens {
  /** Fewest characters of a token that a user gives. */
  public static final int SHORTEST = 16;

  private static final String SCHEME = "Bearer ";
  private static final int BYTES = 32;

  private final String own;
  private final List<byte[]> accepted = new ArrayList<>();

  private ApiTokens(String own, @Nullable String given) {
    this.own = own;
    accepted.add(own.getBytes(StandardCharsets.UTF_8));
    if (given != null) {
      accepted.add(given.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Makes a random token beside the given one.
   *
   * @param given the user's own token, if there is one
   * @throws IllegalArgumentException if it is too short or not printable ASCII; without its text
   */
  public static ApiTokens create(Optional<String> given, SecureRandom random) {
    given.ifPresent(
        token -> {
          if (token.length() < SHORTEST || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException(
                "the token must be at least %d printable ASCII characters without spaces"
                    .formatted(SHORTEST));
          }
        });
    return new ApiTokens(random(random), given.orElse(null));
  }

  /** A token that nobody can guess: 256 random bits. */
  public static String random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The token of this owner's own commands: 256 random bits. */
  public String own() {
    return own;
  }

  /** Whether a header {@code Authorization} holds one; takes as long for each wrong one. */
  boolean accepts(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return false;
    }
    byte[] shown =
        authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
    boolean found = false;
    for (byte[] token : accepted) {
      found |= MessageDigest.isEqual(token, shown);
    }
    return found;
  }

  @Override
  public String toString() {
    return "ApiTokens[" + accepted.size() + "]";
  }
}
