package io.nasoa.worker.http;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nasoa.worker.temporal.SearchSubmission;
import io.nasoa.worker.temporal.Submission;
import io.nasoa.workflows.payload.PayloadJson;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The API's paths of searches. */
final class SearchRoutes {
  private static final String ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

  private final SearchOwner owner;
  private final SearchRequests requests;
  private final JsonMapper mapper = PayloadJson.newMapper();

  SearchRoutes(SearchOwner owner, SearchRequests requests) {
    this.owner = owner;
    this.requests = requests;
  }

  List<Route> all() {
    List<Route> routes = new ArrayList<>();
    routes.add(Route.of("GET", "/v1/searches", call -> done(owner.searches())));
    routes.add(Route.of("PUT", "/v1/searches/*", this::submit));
    routes.add(Route.of("GET", "/v1/searches/*", read(owner::search)));
    routes.add(Route.of("GET", "/v1/searches/*/evaluations", read(owner::searchLog)));
    routes.add(
        Route.of(
            "GET",
            "/v1/searches/*/result",
            read(
                id ->
                    owner
                        .searchResult(id)
                        .orElseThrow(
                            () ->
                                new ApiException(404, "search %s has not ended".formatted(id))))));
    for (TaskAction action :
        List.of(
            new TaskAction.Pause(),
            new TaskAction.Resume(),
            new TaskAction.Stop(),
            new TaskAction.Cancel())) {
      routes.add(
          Route.of(
              "POST",
              "/v1/searches/*/" + action.verb(),
              call -> {
                call.requireNoFields();
                return done(owner.performOnSearch(action, known(call.variable())));
              }));
    }
    return List.copyOf(routes);
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
    SearchSubmission submission = owner.submitSearch(requests.read(id, call.object()));
    boolean created = submission.kind() == Submission.Kind.STARTED;
    return CompletableFuture.completedFuture(
        Reply.json(created ? 201 : 200, SearchJson.accepted(submission))
            .with("Location", "/v1/searches/" + id));
  }

  /** An id that cannot be one has no search. */
  private static String known(String id) {
    if (!id.matches(ID)) {
      throw new ApiException(404, "there is no search with such an id");
    }
    return id;
  }
}
