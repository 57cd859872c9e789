package io.nasoa.worker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Json;
import io.nasoa.worker.temporal.Submission;
import io.nasoa.workflows.tuning.FineTuningResult;
import io.nasoa.workflows.tuning.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** Every path of the API and what it does. */
final class ApiRoutes {
  private static final String ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";
  private static final double LONGEST_WAIT = 60;

  private final Owner owner;
  private final TaskRequests requests;
  private final LongPolls polls;
  private final Supplier<List<String>> lacking;
  private final Supplier<String> metrics;
  private final JsonMapper mapper = ViewJson.newMapper();

  /**
   * @param lacking what is missing to be ready; empty when nothing is
   * @param metrics in Prometheus' text format
   */
  ApiRoutes(
      Owner owner,
      TaskRequests requests,
      LongPolls polls,
      Supplier<List<String>> lacking,
      Supplier<String> metrics) {
    this.owner = owner;
    this.requests = requests;
    this.polls = polls;
    this.lacking = lacking;
    this.metrics = metrics;
  }

  List<Route> all() {
    List<Route> routes = new ArrayList<>();
    routes.add(Route.of("GET", "/healthz", call -> done(ok("healthy", true))).withoutToken());
    routes.add(Route.of("GET", "/readyz", call -> done(ready())).withoutToken());
    routes.add(Route.of("GET", "/metrics", call -> done(scrape())));
    routes.add(Route.of("GET", "/v1/owner", call -> done(identity())));
    routes.add(Route.of("GET", "/v1/tasks", call -> done(array(owner.tasks()))));
    routes.add(Route.of("PUT", "/v1/tasks/*", call -> done(submit(call))));
    routes.add(Route.of("GET", "/v1/tasks/*", this::task));
    routes.add(Route.of("GET", "/v1/tasks/*/status", read(id -> tree(owner.status(id)))));
    routes.add(Route.of("GET", "/v1/tasks/*/result", call -> done(result(known(call.variable())))));
    routes.add(Route.of("GET", "/v1/tasks/*/logs", read(id -> array(owner.logs(id)))));
    for (TaskAction action :
        List.of(
            new TaskAction.Pause(),
            new TaskAction.Resume(),
            new TaskAction.Stop(),
            new TaskAction.Cancel())) {
      routes.add(Route.of("POST", "/v1/tasks/*/" + action.verb(), act(plain(action))));
    }
    routes.add(Route.of("POST", "/v1/tasks/*/extend", act(ApiRoutes::extend)));
    routes.add(Route.of("POST", "/v1/plans", call -> done(plan(call))));
    routes.add(Route.of("GET", "/v1/zoo", call -> done(array(owner.zoo()))));
    routes.add(Route.of("GET", "/v1/zoo/*", call -> done(zooEntry(call.variable()))));
    routes.add(Route.of("GET", "/v1/zoo-verification", call -> done(array(owner.verifyZoo()))));
    return List.copyOf(routes);
  }

  private static CompletionStage<Reply> done(Reply reply) {
    return CompletableFuture.completedFuture(reply);
  }

  private static CompletionStage<Reply> done(JsonNode content) {
    return done(Reply.json(200, content));
  }

  private JsonNode tree(Object value) {
    return mapper.valueToTree(value);
  }

  private JsonNode array(List<?> values) {
    return mapper.valueToTree(values);
  }

  private static ObjectNode ok(String name, boolean value) {
    return Json.MAPPER.createObjectNode().put(name, value);
  }

  private Reply ready() {
    List<String> missing = lacking.get();
    ObjectNode content = ok("ready", missing.isEmpty());
    missing.forEach(content.putArray("missing")::add);
    return Reply.json(missing.isEmpty() ? 200 : 503, content);
  }

  private Reply scrape() {
    return Reply.text(200, "text/plain; version=0.0.4; charset=utf-8", metrics.get());
  }

  private static ObjectNode identity() {
    return Json.MAPPER.createObjectNode().put("pid", ProcessHandle.current().pid());
  }

  private static Route.Action read(Function<String, JsonNode> reading) {
    return call -> done(reading.apply(known(call.variable())));
  }

  private Route.Action act(Function<Call, TaskAction> action) {
    return call -> {
      TaskAction asked = action.apply(call);
      return done(tree(owner.perform(asked, known(call.variable()))));
    };
  }

  /** An action that takes nothing. */
  private static Function<Call, TaskAction> plain(TaskAction action) {
    return call -> {
      call.requireNoFields();
      return action;
    };
  }

  private static TaskAction extend(Call call) {
    return new TaskAction.Extend(new TaskFields(call.object(), List.of("by")).duration("by"));
  }

  /** An id that cannot be one has no task. */
  private static String known(String id) {
    if (!id.matches(ID)) {
      throw new ApiException(404, "there is no task with such an id");
    }
    return id;
  }

  private Reply submit(Call call) {
    String id = call.variable();
    if (!id.matches(ID)) {
      throw ApiException.invalid(
          "id", "id must be 1 to 100 letters, digits, '.', '_' and '-', a letter or digit first");
    }
    Submission submission = owner.submit(requests.read(id, call.object()));
    boolean created = submission.kind() == Submission.Kind.STARTED;
    return Reply.json(created ? 201 : 200, TaskJson.accepted(submission))
        .with("Location", "/v1/tasks/" + id);
  }

  private CompletionStage<Reply> task(Call call) {
    String id = known(call.variable());
    double seconds = waitSeconds(call.query());
    if (seconds == 0) {
      return done(tree(owner.task(id)));
    }
    owner.status(id); // finds out what happened to it behind the store's back
    return polls
        .await(id, Duration.ofMillis(Math.round(seconds * 1000)))
        .thenApply(task -> Reply.json(200, tree(task)));
  }

  private static double waitSeconds(Map<String, String> query) {
    for (String name : query.keySet()) {
      if (!name.equals("waitSeconds")) {
        throw ApiException.invalid(
            TaskFields.quoted(name, 80),
            "unknown parameter '%s'; did you mean 'waitSeconds'?"
                .formatted(TaskFields.quoted(name, 80)));
      }
    }
    String text = query.getOrDefault("waitSeconds", "0");
    if (!text.matches("\\d{1,2}(\\.\\d{1,3})?") || Double.parseDouble(text) > LONGEST_WAIT) {
      throw ApiException.invalid("waitSeconds", "waitSeconds must be 0 to 60 seconds");
    }
    return Double.parseDouble(text);
  }

  private Reply result(String id) {
    Optional<FineTuningResult> result = owner.result(id);
    if (result.isEmpty()) {
      // Finds out what happened to it behind the store's back, which ends some.
      TaskState state = owner.status(id).state();
      result = owner.result(id);
      if (result.isEmpty()) {
        return NotEnded.reply("task", id, state);
      }
    }
    return Reply.json(200, tree(result.get()));
  }

  private ObjectNode plan(Call call) {
    ObjectNode body = call.object();
    for (String step : List.of("before", "after")) {
      if (body.hasNonNull(step)) {
        throw ApiException.invalid(
            step, step + " must be left out: planning runs no DAG and looks at the data as it is");
      }
    }
    return owner.plan(requests.read("plan-" + UUID.randomUUID(), body));
  }

  private JsonNode zooEntry(String name) {
    return owner
        .zooEntry(name)
        .map(this::tree)
        .orElseThrow(() -> new ApiException(404, "there is no zoo entry of this name"));
  }
}
