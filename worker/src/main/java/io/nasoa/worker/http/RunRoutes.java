package io.nasoa.worker.http;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.temporal.RunSubmission;
import io.nasoa.worker.temporal.Submission;
import io.nasoa.worker.temporal.WorkKind;
import io.nasoa.workflows.payload.PayloadJson;
import io.nasoa.workflows.run.RunStatus;
import io.nasoa.workflows.tuning.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The API's paths of searches or of builds.
 *
 * @param <Q> what is asked for
 */
final class RunRoutes<Q> {
  private static final String ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

  private final WorkKind kind;
  private final RunOwner<Q, ? extends RunStatus, ?> owner;
  private final BiFunction<String, ObjectNode, Q> requests;
  private final List<TaskAction> actions;
  private final JsonMapper mapper = PayloadJson.newMapper();

  /**
   * @param requests reads a request with that id from a body
   * @param actions what can be asked of one
   */
  RunRoutes(
      WorkKind kind,
      RunOwner<Q, ? extends RunStatus, ?> owner,
      BiFunction<String, ObjectNode, Q> requests,
      List<TaskAction> actions) {
    this.kind = kind;
    this.owner = owner;
    this.requests = requests;
    this.actions = List.copyOf(actions);
  }

  List<Route> all() {
    String path = "/v1/" + kind.plural();
    List<Route> routes = new ArrayList<>();
    routes.add(Route.of("GET", path, call -> done(owner.list())));
    routes.add(Route.of("PUT", path + "/*", this::submit));
    routes.add(Route.of("GET", path + "/*", read(owner::status)));
    routes.add(Route.of("GET", path + "/*/result", this::result));
    for (TaskAction action : actions) {
      routes.add(
          Route.of(
              "POST",
              path + "/*/" + action.verb(),
              call -> {
                call.requireNoFields();
                return done(owner.perform(action, known(call.variable())));
              }));
    }
    return List.copyOf(routes);
  }

  /** A path below that of one. */
  Route below(String name, Function<String, ?> reading) {
    return Route.of("GET", "/v1/%s/*/%s".formatted(kind.plural(), name), read(reading));
  }

  private CompletionStage<Reply> result(Call call) {
    String id = known(call.variable());
    Optional<?> result = owner.result(id);
    if (result.isEmpty()) {
      // Finds out what happened to it behind the store's back, which ends some.
      TaskState state = owner.status(id).state();
      result = owner.result(id);
      if (result.isEmpty()) {
        return CompletableFuture.completedFuture(NotEnded.reply(kind.noun(), id, state));
      }
    }
    return done(result.get());
  }

  private CompletionStage<Reply> done(Object content) {
    return CompletableFuture.completedFuture(Reply.json(200, mapper.valueToTree(content)));
  }

  private Route.Action read(Function<String, ?> reading) {
    return call -> done(reading.apply(known(call.variable())));
  }

  private CompletionStage<Reply> submit(Call call) {
    String id = call.variable();
    if (!id.matches(ID)) {
      throw ApiException.invalid(
          "id", "id must be 1 to 100 letters, digits, '.', '_' and '-', a letter or digit first");
    }
    RunSubmission<?> submission = owner.submit(requests.apply(id, call.object()));
    boolean created = submission.kind() == Submission.Kind.STARTED;
    return CompletableFuture.completedFuture(
        Reply.json(created ? 201 : 200, RunJson.accepted(kind, submission))
            .with("Location", "/v1/%s/%s".formatted(kind.plural(), id)));
  }

  /** An id that cannot be one belongs to nothing. */
  private String known(String id) {
    if (!id.matches(ID)) {
      throw new ApiException(404, "there is no %s with such an id".formatted(kind.noun()));
    }
    return id;
  }
}
