package io.nasoa.activities.dagrun;

import java.time.Duration;

/**
 * How often a wait asks Airflow, and how often it tells that it is alive.
 *
 * @param first time between the first two questions, growing by half from then on
 * @param longest the longest time between two questions
 * @param beat time between two heartbeats
 */
public record PollingPace(Duration first, Duration longest, Duration beat) {
  /** Asks after 2 s, later every 30 s; beats every second. */
  public static final PollingPace USUAL =
      new PollingPace(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(1));

  Duration after(Duration pause) {
    Duration next = pause.multipliedBy(3).dividedBy(2);
    return next.compareTo(longest) > 0 ? longest : next;
  }
}
