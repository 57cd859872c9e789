package io.nasoa.worker.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as people write them: {@code 90s}, {@code 10m}, {@code 1h30m}, {@code 1.5s}. */
public final class Durations {
  private static final Pattern TEXT =
      Pattern.compile(
          "(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9}(?:\\.\\d{1,3})?)s)?(?:(\\d{1,9})ms)?");

  private Durations() {}

  /**
   * Reads a positive duration: numbers with the units d, h, m, s, ms in falling order, or ISO-8601
   * ({@code PT10M}).
   *
   * @throws IllegalArgumentException naming the text, if it is not one or is zero
   */
  public static Duration parse(String text) {
    String trimmed = text.strip().toLowerCase(Locale.ROOT);
    Duration duration = trimmed.startsWith("p") ? iso(text) : units(trimmed, text);
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException("'" + text + "' is not a positive duration");
    }
    return duration;
  }

  /** The duration in the form that {@link #parse} reads, down to milliseconds. */
  public static String print(Duration duration) {
    if (duration.toMillis() == 0) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    append(text, duration.toDays(), "d");
    append(text, duration.toHoursPart(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    append(text, duration.toMillisPart(), "ms");
    return text.toString();
  }

  private static void append(StringBuilder text, long amount, String unit) {
    if (amount != 0) {
      text.append(amount).append(unit);
    }
  }

  private static Duration iso(String text) {
    try {
      return Duration.parse(text.strip());
    } catch (DateTimeParseException e) {
      throw notOne(text);
    }
  }

  private static Duration units(String trimmed, String text) {
    Matcher parts = TEXT.matcher(trimmed);
    if (trimmed.isEmpty() || !parts.matches()) {
      throw notOne(text);
    }
    return Duration.ofDays(whole(parts.group(1)))
        .plusHours(whole(parts.group(2)))
        .plusMinutes(whole(parts.group(3)))
        .plusMillis(millis(parts.group(4)))
        .plusMillis(whole(parts.group(5)));
  }

  private static long whole(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static long millis(@Nullable String seconds) {
    return seconds == null ? 0 : new BigDecimal(seconds).movePointRight(3).longValueExact();
  }

  private static IllegalArgumentException notOne(String text) {
    return new IllegalArgumentException(
        "'" + text + "' is not a duration such as 90s, 10m or 1h30m");
  }
}
