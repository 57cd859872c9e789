package io.nasoa.worker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Json;
import io.nasoa.worker.temporal.Submission;
import io.nasoa.workflows.tuning.FineTuningResult;
import io.nasoa.workflows.tuning.FineTuningStatus;
import io.nasoa.workflows.tuning.TaskResult;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.registry.ZooEntry;
import io.nasoa.zoo.registry.ZooVerification;
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

  private static final Shape READY =
      Shape.json(
          """
          {"type": "object", "required": ["ready", "missing"], "properties": {
            "ready": {"type": "boolean"},
            "missing": {"type": "array", "items": {"type": "string"}}}}
          """);

  private static final Shape EXTENSION =
      Shape.json(
          """
          {"type": "object", "additionalProperties": false, "required": ["by"], "properties": {
            "by": {"type": ["number", "string"], "description": "seconds, or such as 1h30m"}}}
          """);

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
    List<Route> routes = new ArrayList<>(aboutItself());
    routes.addAll(tasks());
    routes.addAll(actions());
    Told plan =
        Told.of("The schedule that a task would get; waits for it", TaskShapes::plan)
            .taking(TaskShapes::planBody);
    routes.add(Route.of("POST", "/v1/plans", plan, call -> done(plan(call))));
    Told zoo = Told.of("Every zoo entry", Shape.listOf(ZooEntry.class));
    routes.add(Route.of("GET", "/v1/zoo", zoo, call -> done(array(owner.zoo()))));
    Told entry = Told.of("A zoo entry, by its name", Shape.of(ZooEntry.class));
    routes.add(Route.of("GET", "/v1/zoo/*", entry, call -> done(zooEntry(call.variable()))));
    Told verified =
        Told.of("Whether weights are what they were", Shape.listOf(ZooVerification.class));
    routes.add(
        Route.of("GET", "/v1/zoo-verification", verified, call -> done(array(owner.verifyZoo()))));
    return List.copyOf(routes);
  }

  private List<Route> aboutItself() {
    Told health = Told.of("Whether it answers", Shape.object("boolean", "healthy"));
    Told ready = Told.of("Whether it can do what it is asked for", READY).or(503, READY);
    Told scrape = Told.of("Metrics in Prometheus' text format", ApiDescription.TEXT);
    Told owned = Told.of("The process that serves this", Shape.object("integer", "pid"));
    return List.of(
        Route.of("GET", "/healthz", health, call -> done(ok("healthy", true))).withoutToken(),
        Route.of("GET", "/readyz", ready, call -> done(ready())).withoutToken(),
        Route.of("GET", "/metrics", scrape, call -> done(scrape())),
        Route.of("GET", "/v1/owner", owned, call -> done(identity())));
  }

  private List<Route> tasks() {
    String one = "/v1/tasks/*";
    Told all = Told.of("Every task, in the order of submission", Shape.listOf(TaskResult.class));
    Shape accepted = TaskShapes.accepted("task");
    Told submit =
        Told.of("Starts a task, joins its run, or finds that it has succeeded", accepted)
            .or(201, accepted)
            .taking(TaskShapes::taskBody);
    Told task = Told.of("A task, or what is known of it so far", Shape.of(TaskResult.class));
    Told status = Told.of("Where its newest run stands", Shape.of(FineTuningStatus.class));
    Told result =
        Told.of("How its newest run ended, well or not", Shape.of(FineTuningResult.class))
            .or(404, TaskShapes.notEnded());
    Told logs = Told.of("What was written about it", Shape.listOf(LogLine.class));
    return List.of(
        Route.of("GET", "/v1/tasks", all, call -> done(array(owner.tasks()))),
        Route.of("PUT", one, submit, call -> done(submit(call))),
        Route.of("GET", one, task.waiting(), this::task),
        Route.of("GET", one + "/status", status, read(id -> tree(owner.status(id)))),
        Route.of("GET", one + "/result", result, call -> done(result(known(call.variable())))),
        Route.of("GET", one + "/logs", logs, read(id -> array(owner.logs(id)))));
  }

  private List<Route> actions() {
    List<Route> routes = new ArrayList<>();
    for (TaskAction action :
        List.of(
            new TaskAction.Pause(),
            new TaskAction.Resume(),
            new TaskAction.Stop(),
            new TaskAction.Cancel())) {
      Told told = Told.of(action.purpose(), Shape.of(FineTuningStatus.class));
      routes.add(Route.of("POST", "/v1/tasks/*/" + action.verb(), told, act(plain(action))));
    }
    Told extend =
        Told.of("Lets its budget grow", Shape.of(FineTuningStatus.class)).taking(EXTENSION);
    routes.add(Route.of("POST", "/v1/tasks/*/extend", extend, act(ApiRoutes::extend)));
    return routes;
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
