package io.nasoa.worker.http;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the description of the API tells of a route, beside its method and path.
 *
 * @param summary what it does, in one line
 * @param answers what is answered, by status; errors that any route may give are left out
 * @param body what it takes; null for nothing
 * @param waits whether it takes {@code waitSeconds}
 */
record Told(String summary, Map<Integer, Shape> answers, @Nullable Shape body, boolean waits) {
  Told {
    answers = Map.copyOf(answers);
  }

  /** A route that answers 200 with that. */
  static Told of(String summary, Shape answer) {
    return new Told(summary, Map.of(200, answer), null, false);
  }

  /** The same with another answer. */
  Told or(int status, Shape answer) {
    Map<Integer, Shape> more = new TreeMap<>(answers);
    more.put(status, answer);
    return new Told(summary, more, body, waits);
  }

  /** The same with a body. */
  Told taking(Shape taken) {
    return new Told(summary, answers, taken, waits);
  }

  /** The same with {@code waitSeconds}. */
  Told waiting() {
    return new Told(summary, answers, body, true);
  }
}
