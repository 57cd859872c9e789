package io.nasoa.activities.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nasoa.workflows.payload.PayloadJson;
import io.nasoa.workflows.run.RunState;
import io.nasoa.zoo.store.StoreException;
import io.nasoa.zoo.store.StoredTask;
import io.nasoa.zoo.store.TaskRun;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The JSON documents in the rows of long work, searches or builds. Safe for use by many threads.
 *
 * @param <Q> its requests
 * @param <S> its states
 * @param <R> its results
 */
public class RunDocuments<Q extends Record, S extends Record & RunState<S>, R extends Record> {
  private final JsonMapper mapper = PayloadJson.newMapper();
  private final String noun;
  private final Class<Q> requests;
  private final Class<S> states;
  private final Class<R> results;
  private final Accepting<Q, S> accepting;

  /** The state of a run that has just been accepted. */
  @FunctionalInterface
  public interface Accepting<Q, S> {
    /** Begins a run. */
    S accepted(Q request, int run, long submittedAtMillis);
  }

  /**
   * @param noun what users call the work
   */
  protected RunDocuments(
      String noun,
      Class<Q> requests,
      Class<S> states,
      Class<R> results,
      Accepting<Q, S> accepting) {
    this.noun = noun;
    this.requests = requests;
    this.states = states;
    this.results = results;
    this.accepting = accepting;
  }

  /** What users call the work. */
  public final String noun() {
    return noun;
  }

  /** The text to store of a record. */
  public final String write(Record document) {
    try {
      return mapper.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of " + document.getClass() + " is not JSON", e);
    }
  }

  /**
   * What was asked for.
   *
   * @throws StoreException if the row holds something else
   */
  public final Q request(StoredTask work) {
    return read(work.requestJson(), requests, "request", work.id());
  }

  /**
   * From where the work goes on: what its newest run saved, or what the run before it had reached,
   * or its beginning.
   *
   * @param runs all runs of it, the first one first
   * @throws StoreException if a row holds something else
   */
  public final S state(StoredTask work, List<TaskRun> runs) {
    TaskRun newest = work.newestRun();
    String own = newest.progressJson();
    if (own != null) {
      return read(own, states, "progress", work.id());
    }
    long accepted = newest.claimedAt().toEpochMilli();
    Optional<String> before =
        runs.stream()
            .flatMap(run -> Optional.ofNullable(run.progressJson()).stream())
            .filter(Predicate.not(String::isEmpty))
            .reduce((older, newer) -> newer);
    return before
        .map(json -> read(json, states, "progress", work.id()))
        .map(reached -> asAsked(reached.asRun(newest.run(), accepted), request(work)))
        .orElseGet(() -> accepting.accepted(request(work), newest.run(), accepted));
  }

  /**
   * A state that an earlier run has reached, as the newest request has it: that may ask for more.
   */
  protected S asAsked(S reached, Q newest) {
    return reached;
  }

  /**
   * Whether a request asks for more than the stored one, so that work which has ended goes on.
   *
   * @param storedJson the stored one
   * @param json the other
   */
  public boolean asksForMore(String storedJson, String json) {
    return false;
  }

  /**
   * The result of a run that has ended.
   *
   * @throws StoreException if the row holds something else
   */
  public final R result(String id, String resultJson) {
    return read(resultJson, results, "result", id);
  }

  /**
   * A document of a row.
   *
   * @throws StoreException if it is something else
   */
  protected final <T> T read(String json, Class<T> type, String column, String id) {
    try {
      return mapper.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new StoreException(
          "the stored %s of %s %s is not a %s: %s"
              .formatted(column, noun, id, type.getSimpleName(), e.getOriginalMessage()),
          e);
    }
  }
}
