package io.nasoa.worker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.temporal.RunConflictException;
import io.nasoa.worker.temporal.RunNotFoundException;
import io.nasoa.worker.temporal.RunSubmission;
import io.nasoa.worker.temporal.Submission;
import io.nasoa.worker.temporal.TaskStateException;
import io.nasoa.worker.temporal.WorkKind;
import io.nasoa.workflows.run.RunRequest;
import io.nasoa.workflows.run.RunResult;
import io.nasoa.workflows.run.RunStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The searches or builds of another process, through its API.
 *
 * @param <Q> what is asked for
 * @param <T> tells where one stands
 * @param <R> tells how one ended
 */
final class RunClient<Q extends RunRequest, T extends RunStatus, R extends RunResult<T>>
    implements RunOwner<Q, T, R> {
  /** Between two looks at work that takes hours. */
  private static final Duration LOOK = Duration.ofMillis(500);

  private static final String ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

  private final WorkKind kind;
  private final OwnerCalls calls;
  private final Function<Q, ObjectNode> body;
  private final Types<T, R> types;

  /** What the API answers with. */
  record Types<T, R>(Class<T> status, Class<R> result) {}

  /**
   * @param body what the API gets of a request beside the path
   */
  RunClient(WorkKind kind, OwnerCalls calls, Function<Q, ObjectNode> body, Types<T, R> types) {
    this.kind = kind;
    this.calls = calls;
    this.body = body;
    this.types = types;
  }

  @Override
  public List<T> list() {
    return calls.list("/v1/" + kind.plural(), types.status());
  }

  @Override
  public T status(String id) {
    return calls.record(about("GET", id, "", null), types.status());
  }

  @Override
  public Optional<R> result(String id) {
    return status(id).state().ended()
        ? Optional.of(calls.record(about("GET", id, "/result", null), types.result()))
        : Optional.empty();
  }

  @Override
  public RunSubmission<R> submit(Q request) {
    String id = request.id();
    JsonNode accepted = about("PUT", id, "", body.apply(request));
    Submission.Kind done = Submission.Kind.valueOf(accepted.path("submission").asText());
    return new RunSubmission<>(
        id,
        accepted.path("run").asInt(),
        done,
        done == Submission.Kind.FINISHED ? result(id).orElse(null) : null);
  }

  @Override
  public T perform(TaskAction action, String id) {
    return calls.record(about("POST", id, "/" + action.verb(), action.body()), types.status());
  }

  @Override
  public R await(String id) throws InterruptedException {
    while (true) {
      Optional<R> result = result(id);
      if (result.isPresent()) {
        return result.get();
      }
      Thread.sleep(LOOK.toMillis());
    }
  }

  private JsonNode about(String method, String id, String more, @Nullable JsonNode content) {
    if (!id.matches(ID)) {
      throw new RunNotFoundException(kind, id);
    }
    try {
      String path = "/v1/%s/%s%s".formatted(kind.plural(), id, more);
      return calls.call(method, path, content, OwnerCalls.ANSWER);
    } catch (OwnerRefusedException e) {
      if (e.status() == 404) {
        throw new RunNotFoundException(kind, id);
      }
      if (e.status() == 409) {
        throw method.equals("PUT")
            ? new RunConflictException(kind, id)
            : new TaskStateException(String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }
}
