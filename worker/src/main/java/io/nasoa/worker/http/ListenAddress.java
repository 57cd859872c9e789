package io.nasoa.worker.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the API listens.
 *
 * @param host a name or address
 * @param port 0: any free one
 */
public record ListenAddress(String host, int port) {
  /** Reached from this machine only, at any free port. */
  public static final ListenAddress LOOPBACK = new ListenAddress("127.0.0.1", 0);

  private static final Pattern TEXT = Pattern.compile("(?:\\[([^]]+)]|([^:\\[\\]]+)):(\\d{1,5})");

  /**
   * Reads {@code HOST:PORT} or {@code [IPv6]:PORT}.
   *
   * @throws IllegalArgumentException one sentence, if it is not one
   */
  public static ListenAddress parse(String text) {
    Matcher parts = TEXT.matcher(text.strip());
    if (!parts.matches() || Integer.parseInt(parts.group(3)) > 65_535) {
      throw new IllegalArgumentException(
          "'%s' is not an address such as 127.0.0.1:8080".formatted(text));
    }
    String host = parts.group(1) == null ? parts.group(2) : parts.group(1);
    return new ListenAddress(host, Integer.parseInt(parts.group(3)));
  }

  /**
   * The address to bind.
   *
   * @throws IllegalArgumentException one sentence, if the host has none
   */
  InetSocketAddress resolve() {
    try {
      return new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("the host '%s' is unknown".formatted(host), e);
    }
  }

  /**
   * Whether only this machine can reach it.
   *
   * @throws IllegalArgumentException one sentence, if the host has no address
   */
  public boolean loopback() {
    return resolve().getAddress().isLoopbackAddress();
  }
}
