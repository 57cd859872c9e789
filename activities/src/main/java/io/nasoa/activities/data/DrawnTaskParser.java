package io.nasoa.activities.data;

import io.nasoa.activities.data.drawn.DrawnTask;
import io.nasoa.activities.data.drawn.Family;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads {@code draw:<family>[:key=value,...]}. */
final class DrawnTaskParser {
  static final String PREFIX = "draw:";
  private static final List<String> KEYS =
      List.of("classes", "images", "size", "difficulty", "seed");
  private static final List<String> FAMILIES =
      Arrays.stream(Family.values()).map(f -> f.name().toLowerCase(Locale.ROOT)).toList();

  private final String text;
  private final Map<String, String> given = new HashMap<>();

  private DrawnTaskParser(String text) {
    this.text = text;
  }

  static DrawnTask parse(String text) {
    return new DrawnTaskParser(text).run();
  }

  private DrawnTask run() {
    String rest = text.substring(PREFIX.length());
    int colon = rest.indexOf(':');
    String familyName = colon < 0 ? rest : rest.substring(0, colon);
    if (!FAMILIES.contains(familyName)) {
      throw refused(
          "there is no family '%s'; the nearest is '%s' of %s"
              .formatted(familyName, nearest(familyName, FAMILIES), String.join(", ", FAMILIES)));
    }
    if (colon >= 0) {
      collect(rest.substring(colon + 1));
    }
    DrawnTask normal = DrawnTask.ofDefaults(Family.valueOf(familyName.toUpperCase(Locale.ROOT)));
    int classes =
        whole("classes", normal.classes(), DrawnTask.LEAST_CLASSES, DrawnTask.MOST_CLASSES);
    return new DrawnTask(
        normal.family(),
        classes,
        whole("images", normal.images(), 2 * classes, DrawnTask.MOST_IMAGES),
        whole("size", normal.size(), DrawnTask.LEAST_SIZE, DrawnTask.MOST_SIZE),
        difficulty(normal.difficulty()),
        seed(normal.seed()));
  }

  private void collect(String parameters) {
    for (String parameter : parameters.split(",", -1)) {
      int equals = parameter.indexOf('=');
      if (equals < 0) {
        throw refused("'%s' is not of the form key=value".formatted(parameter));
      }
      String key = parameter.substring(0, equals);
      if (!KEYS.contains(key)) {
        throw refused(
            "there is no key '%s'; the nearest is '%s'".formatted(key, nearest(key, KEYS)));
      }
      if (given.put(key, parameter.substring(equals + 1)) != null) {
        throw refused("the key '%s' is given twice".formatted(key));
      }
    }
  }

  private int whole(String key, int standard, int least, int most) {
    String value = given.get(key);
    if (value == null) {
      return standard;
    }
    try {
      int parsed = Integer.parseInt(value);
      if (parsed >= least && parsed <= most) {
        return parsed;
      }
    } catch (NumberFormatException e) {
      // refused below, like a number out of range
    }
    throw refused(
        "%s must be a whole number from %d to %d, was '%s'".formatted(key, least, most, value));
  }

  private double difficulty(double standard) {
    String value = given.get("difficulty");
    if (value == null) {
      return standard;
    }
    try {
      double parsed = Double.parseDouble(value);
      if (parsed >= 0 && parsed <= 1) {
        return parsed + 0.0; // turns -0.0 into 0.0: one task, one text
      }
    } catch (NumberFormatException e) {
      // refused below, like a number out of range
    }
    throw refused("difficulty must be a number from 0 to 1, was '%s'".formatted(value));
  }

  private long seed(long standard) {
    String value = given.get("seed");
    try {
      return value == null ? standard : Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw refused("seed must be a whole number of 64 bits, was '%s'".formatted(value));
    }
  }

  private InvalidDataException refused(String problem) {
    return new InvalidDataException("data '%s' cannot be drawn: %s".formatted(text, problem));
  }

  private static String nearest(String name, List<String> known) {
    return known.stream()
        .min((a, b) -> Integer.compare(distance(name, a), distance(name, b)))
        .orElseThrow();
  }

  /** Levenshtein distance: insertions, deletions and replacements. */
  private static int distance(String left, String right) {
    List<Integer> row = new ArrayList<>();
    for (int j = 0; j <= right.length(); j++) {
      row.add(j);
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row.set(0, i);
      for (int j = 1; j <= right.length(); j++) {
        int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        int shortest = Math.min(replaced, Math.min(row.get(j), row.get(j - 1)) + 1);
        diagonal = row.set(j, shortest);
      }
    }
    return row.get(right.length());
  }
}
