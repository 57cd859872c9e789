package io.nasoa.worker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Json;
import java.time.Duration;
import java.util.Locale;

/** What a user may ask of a task. */
public sealed interface TaskAction {
  /** Stand still with a checkpoint; the clock stops. */
  record Pause() implements TaskAction {}

  /** Go on, from a pause or after a restart. */
  record Resume() implements TaskAction {}

  /** Finish now and keep the model. */
  record Stop() implements TaskAction {}

  /** Give it up; no model is kept. */
  record Cancel() implements TaskAction {}

  /**
   * Let its budget grow.
   *
   * @param by positive
   */
  record Extend(Duration by) implements TaskAction {}

  /** Its name, the last part of the API's path. */
  default String verb() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** What it is for, in one line. */
  default String purpose() {
    if (this instanceof Pause) {
      return "Stands still with a checkpoint; the clock stops";
    }
    if (this instanceof Resume) {
      return "Goes on, from a pause or after a restart";
    }
    if (this instanceof Stop) {
      return "Ends now and keeps what it has";
    }
    return this instanceof Cancel ? "Gives it up; nothing is kept" : "Lets its budget grow";
  }

  /** What the API gets beside the path. */
  default ObjectNode body() {
    ObjectNode body = Json.MAPPER.createObjectNode();
    if (this instanceof Extend extend) {
      body.put("by", extend.by().toMillis() / 1000.0);
    }
    return body;
  }
}
