package io.nasoa.worker.http;

import io.nasoa.workflows.tuning.TaskState;

/**
 * The answer to whoever asks for a result before there is one: 404, which pollers such as Airflow's
 * sensors wait through. Its {@code state} tells it from the 404 of an id that nobody has.
 */
final class NotEnded {
  private NotEnded() {}

  static Reply reply(String noun, String id, TaskState state) {
    String sentence = "%s %s has not ended: it is %s".formatted(noun, id, state);
    return Reply.json(404, Reply.errorOf(sentence, null).put("state", state.name()));
  }
}
