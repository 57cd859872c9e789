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
  private final Shapes shapes;
  private final JsonMapper mapper = PayloadJson.newMapper();

  /**
   * What its bodies and answers look like.
   *
   * @param request the body that asks for one
   */
  record Shapes(Shape request, Class<?> status, Class<?> result) {}

  /**
   * @param requests reads a request with that id from a body
   * @param actions what can be asked of one
   */
  RunRoutes(
      WorkKind kind,
      RunOwner<Q, ? extends RunStatus, ?> owner,
      BiFunction<String, ObjectNode, Q> requests,
      List<TaskAction> actions,
      Shapes shapes) {
    this.kind = kind;
    this.owner = owner;
    this.requests = requests;
    this.actions = List.copyOf(actions);
    this.shapes = shapes;
  }

  List<Route> all() {
    String path = "/v1/" + kind.plural();
    Shape status = Shape.of(shapes.status());
    Shape accepted = TaskShapes.accepted(kind.noun());
    Told all = Told.of("Every one, in the order of submission", Shape.listOf(shapes.status()));
    Told submit =
        Told.of("Starts one, joins its run, or finds that it has succeeded", accepted)
            .or(201, accepted)
            .taking(shapes.request());
    Told result =
        Told.of("How the newest run of one ended, well or not", Shape.of(shapes.result()))
            .or(404, TaskShapes.notEnded());
    List<Route> routes = new ArrayList<>();
    routes.add(Route.of("GET", path, all, call -> done(owner.list())));
    routes.add(Route.of("PUT", path + "/*", submit, this::submit));
    Told stands = Told.of("Where one stands", status);
    routes.add(Route.of("GET", path + "/*", stands, read(owner::status)));
    routes.add(Route.of("GET", path + "/*/result", result, this::result));
    for (TaskAction action : actions) {
      Told told = Told.of(action.purpose(), status);
      routes.add(Route.of("POST", path + "/*/" + action.verb(), told, act(action)));
    }
    return List.copyOf(routes);
  }

  private Route.Action act(TaskAction action) {
    return call -> {
      call.requireNoFields();
      return done(owner.perform(action, known(call.variable())));
    };
  }

  /** A path below that of one, which answers with a list. */
  Route below(String name, Class<?> element, Function<String, ?> reading) {
    Told told = Told.of("Its " + name + " so far", Shape.listOf(element));
    return Route.of("GET", "/v1/%s/*/%s".formatted(kind.plural(), name), told, read(reading));
  }

  private CompletionStage<Reply> result(Call call) {
    String id = known(call.variable());
    Optional<?> result = owner.result(id);
    if (result.isEmpty()) {
      TaskState state = owner.status(id).state();
      // It may have ended between the two looks.
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
