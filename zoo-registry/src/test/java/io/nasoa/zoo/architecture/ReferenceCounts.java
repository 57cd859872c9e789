package io.nasoa.zoo.architecture;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A second, independent reading of search-space.md: from the string straight to numbers, by a
 * regular expression and arithmetic, sharing nothing with the code under test. Holds one count.
 */
final class ReferenceCounts {
  private static final Pattern GRAMMAR =
      Pattern.compile(
          "((?:[0-6][0-4])*[0-6])-((?:[ac][0-9][0-9])*)_([1-9][0-9]{0,3})_([124]+(?:-[124]+)*)");

  private final String layers;
  private final String connections;
  private long parameters;
  private long macs;
  private long channels;
  private long largest;
  private long side;

  private ReferenceCounts(String layers, String connections, long width, long side) {
    this.layers = layers;
    this.connections = connections;
    this.channels = width;
    this.side = side;
  }

  /** Counts of a network. */
  record Counts(long parameters, long macs, long finalChannels, long largestChannels) {}

  /** The counts, or nothing for what is no valid architecture. */
  static Optional<Counts> of(String text, int resolution, int classes, Stem stem) {
    Matcher matcher = GRAMMAR.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int width = Integer.parseInt(matcher.group(3));
    String macro = matcher.group(4);
    boolean sane =
        width >= 2 && width <= 1024 && width % 2 == 0 && macro.replace("-", "").length() <= 64;
    ReferenceCounts counts =
        new ReferenceCounts(matcher.group(1), matcher.group(2), width, resolution);
    if (!sane || !counts.connectionsValid()) {
      return Optional.empty();
    }
    counts.stem(width, stem == Stem.STANDARD);
    for (int i = 0; i < macro.length(); i++) {
      if (macro.charAt(i) != '-') {
        boolean halves = i > 0 && macro.charAt(i - 1) == '-';
        if (!counts.block(macro.charAt(i) - '0', halves)) {
          return Optional.empty();
        }
      }
    }
    counts.parameters += counts.channels * classes + classes;
    counts.macs += counts.channels * classes;
    return Optional.of(new Counts(counts.parameters, counts.macs, counts.channels, counts.largest));
  }

  private int places() {
    return (layers.length() + 1) / 2;
  }

  private boolean connectionsValid() {
    for (int i = 0; i < connections.length(); i += 3) {
      int from = connections.charAt(i + 1) - '0';
      int to = connections.charAt(i + 2) - '0';
      boolean intoLast = to == places();
      if (from >= to
          || to > places()
          || (intoLast && (from == 0 || connections.charAt(i) == 'c'))) {
        return false;
      }
    }
    return true;
  }

  private void stem(long width, boolean halves) {
    side = halves ? (side + 1) / 2 : side;
    convolution(3, 3, width / 2, 1, side);
    norm(width / 2);
    convolution(3, width / 2, width / 2, 1, side);
    norm(width / 2);
    side = halves ? (side + 1) / 2 : side;
    convolution(3, width / 2, width, 1, side);
    norm(width);
  }

  private boolean block(int multiplier, boolean halves) {
    int n = places();
    long blockChannels = channels * multiplier;
    long[] at = new long[n + 1];
    boolean[] halved = new boolean[n + 1];
    at[0] = channels;
    long after = halves ? (side + 1) / 2 : side;
    boolean done = false;
    for (int place = 1; place <= n; place++) {
      char op = layers.charAt(2 * place - 2);
      int ratio = place == n ? 2 : layers.charAt(2 * place - 1) - '0';
      done = done || op != '1' || place == n;
      halved[place] = done && halves;
      at[place] = blockChannels * (1L << ratio) / 4;
      if (!layer(op, at[place - 1], at[place], halved[place] ? after : side)) {
        return false;
      }
      connectAll(place, at, halved, after);
      largest = Math.max(largest, at[place]);
      if (at[place] > Integer.MAX_VALUE) {
        return false;
      }
    }
    channels = blockChannels;
    side = after;
    return true;
  }

  private boolean layer(char op, long in, long out, long outSide) {
    long groups =
        switch (op) {
          case '2' -> 2;
          case '3' -> 4;
          case '4' -> in;
          case '5' -> Math.max(1, in / 32);
          default -> 1;
        };
    if (out == 0 || in % groups != 0 || out % groups != 0) {
      return false;
    }
    if (op == '6') {
      convolution(3, in, in, in, outSide);
      convolution(1, in, out, 1, outSide);
    } else {
      convolution(op == '1' ? 1 : 3, in, out, groups, outSide);
    }
    norm(out);
    return true;
  }

  private void connectAll(int place, long[] at, boolean[] halved, long after) {
    for (int i = 0; i < connections.length(); i += 3) {
      if (connections.charAt(i + 2) - '0' == place) {
        connect(connections.charAt(i), connections.charAt(i + 1) - '0', place, at, halved, after);
      }
    }
    if (place == places()) {
      connect('a', 0, place, at, halved, after);
    }
  }

  private void connect(char kind, int from, int to, long[] at, boolean[] halved, long after) {
    boolean stridesDiffer = halved[from] != halved[to];
    long target = kind == 'a' ? at[to] : at[from];
    if (stridesDiffer || target != at[from]) {
      convolution(1, at[from], target, 1, halved[to] ? after : side);
      norm(target);
    }
    if (kind == 'c') {
      at[to] += at[from];
    }
  }

  private void convolution(int kernel, long in, long out, long groups, long outSide) {
    long weights = (long) kernel * kernel * (in / groups) * out;
    parameters += weights;
    macs += weights * outSide * outSide;
  }

  private void norm(long normChannels) {
    parameters += 2 * normChannels;
  }
}
