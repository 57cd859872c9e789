package io.nasoa.worker.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.ApiFile;
import io.nasoa.worker.temporal.SearchConflictException;
import io.nasoa.worker.temporal.SearchNotFoundException;
import io.nasoa.worker.temporal.SearchSubmission;
import io.nasoa.worker.temporal.Submission;
import io.nasoa.worker.temporal.TaskConflictException;
import io.nasoa.worker.temporal.TaskNotFoundException;
import io.nasoa.worker.temporal.TaskStateException;
import io.nasoa.workflows.payload.PayloadJson;
import io.nasoa.workflows.search.EvaluatedCandidate;
import io.nasoa.workflows.search.SearchRequest;
import io.nasoa.workflows.search.SearchResult;
import io.nasoa.workflows.search.SearchStatus;
import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.workflows.tuning.FineTuningResult;
import io.nasoa.workflows.tuning.FineTuningStatus;
import io.nasoa.workflows.tuning.TaskResult;
import io.nasoa.zoo.registry.ZooEntry;
import io.nasoa.zoo.registry.ZooVerification;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The owner of a data directory as another process reaches it: through its API. */
public final class OwnerClient implements Owner {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration GREETING = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  /** Planning looks at the data and times models. */
  private static final Duration PLANNING = Duration.ofMinutes(30);

  /** Between two looks at a search, which takes hours. */
  private static final Duration LOOK = Duration.ofMillis(500);

  private static final int WAIT_SECONDS = 30;

  /** Ids of tasks and names of zoo entries: whatever else is asked for does not exist. */
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

  private final URI url;
  private final String token;
  private final long pid;
  private final JsonMapper mapper = PayloadJson.newMapper();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private OwnerClient(URI url, String token, long pid) {
    this.url = url;
    this.token = token;
    this.pid = pid;
  }

  /**
   * The owner of a data directory, if there is one that answers. What a killed owner left behind is
   * none.
   */
  public static Optional<OwnerClient> find(Path dataDirectory) {
    return ApiFile.read(dataDirectory).flatMap(OwnerClient::of).filter(OwnerClient::answers);
  }

  private static Optional<OwnerClient> of(ApiFile file) {
    URI url = file.url();
    String token = file.token();
    boolean alive = ProcessHandle.of(file.pid()).filter(ProcessHandle::isAlive).isPresent();
    return url == null || token == null || !alive
        ? Optional.empty()
        : Optional.of(new OwnerClient(url, token, file.pid()));
  }

  /** Whether it is this very process that listens there. */
  private boolean answers() {
    try {
      return call("GET", "/v1/owner", null, GREETING).path("pid").asLong() == pid;
    } catch (OwnerGoneException | OwnerRefusedException e) {
      return false;
    }
  }

  /** The owner's process. */
  public long pid() {
    return pid;
  }

  @Override
  public List<TaskResult> tasks() {
    return list("/v1/tasks", TaskResult.class);
  }

  @Override
  public TaskResult task(String id) {
    return record(aboutTask("GET", id, "", null), TaskResult.class);
  }

  @Override
  public Optional<FineTuningResult> result(String id) {
    TaskResult task = task(id);
    return task.state().ended()
        ? Optional.of(record(aboutTask("GET", id, "/result", null), FineTuningResult.class))
        : Optional.empty();
  }

  @Override
  public List<LogLine> logs(String id) {
    return records(aboutTask("GET", id, "/logs", null), LogLine.class);
  }

  @Override
  public FineTuningStatus status(String id) {
    return record(aboutTask("GET", id, "/status", null), FineTuningStatus.class);
  }

  @Override
  public FineTuningStatus perform(TaskAction action, String id) {
    return record(
        aboutTask("POST", id, "/" + action.verb(), action.body()), FineTuningStatus.class);
  }

  @Override
  public Submission submit(FineTuningRequest request) {
    String id = request.taskId();
    JsonNode accepted = aboutTask("PUT", id, "", TaskRequests.body(request));
    Submission.Kind kind = Submission.Kind.valueOf(accepted.path("submission").asText());
    return new Submission(
        id,
        accepted.path("run").asInt(),
        kind,
        kind == Submission.Kind.FINISHED ? result(id).orElse(null) : null);
  }

  @Override
  public ObjectNode plan(FineTuningRequest request) {
    return (ObjectNode) call("POST", "/v1/plans", TaskRequests.body(request), PLANNING);
  }

  @Override
  public FineTuningResult await(String id) {
    while (true) {
      String path = "?waitSeconds=" + WAIT_SECONDS;
      TaskResult task = record(aboutTask("GET", id, path, null), TaskResult.class);
      if (task.state().ended()) {
        return record(aboutTask("GET", id, "/result", null), FineTuningResult.class);
      }
    }
  }

  @Override
  public List<ZooEntry> zoo() {
    return list("/v1/zoo", ZooEntry.class);
  }

  @Override
  public Optional<ZooEntry> zooEntry(String name) {
    if (!name.matches(NAME)) {
      return Optional.empty();
    }
    try {
      JsonNode entry = call("GET", "/v1/zoo/" + name, null, ANSWER);
      return Optional.of(record(entry, ZooEntry.class));
    } catch (OwnerRefusedException e) {
      if (e.status() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public List<ZooVerification> verifyZoo() {
    return list("/v1/zoo-verification", ZooVerification.class);
  }

  @Override
  public List<SearchStatus> searches() {
    return list("/v1/searches", SearchStatus.class);
  }

  @Override
  public SearchStatus search(String id) {
    return record(aboutSearch("GET", id, "", null), SearchStatus.class);
  }

  @Override
  public Optional<SearchResult> searchResult(String id) {
    return search(id).state().ended()
        ? Optional.of(record(aboutSearch("GET", id, "/result", null), SearchResult.class))
        : Optional.empty();
  }

  @Override
  public List<EvaluatedCandidate> searchLog(String id) {
    return records(aboutSearch("GET", id, "/evaluations", null), EvaluatedCandidate.class);
  }

  @Override
  public SearchSubmission submitSearch(SearchRequest request) {
    String id = request.searchId();
    JsonNode accepted = aboutSearch("PUT", id, "", SearchRequests.body(request));
    Submission.Kind kind = Submission.Kind.valueOf(accepted.path("submission").asText());
    return new SearchSubmission(
        id,
        accepted.path("run").asInt(),
        kind,
        kind == Submission.Kind.FINISHED ? searchResult(id).orElse(null) : null);
  }

  @Override
  public SearchStatus performOnSearch(TaskAction action, String id) {
    return record(aboutSearch("POST", id, "/" + action.verb(), action.body()), SearchStatus.class);
  }

  @Override
  public SearchResult awaitSearch(String id) throws InterruptedException {
    while (true) {
      Optional<SearchResult> result = searchResult(id);
      if (result.isPresent()) {
        return result.get();
      }
      Thread.sleep(LOOK.toMillis());
    }
  }

  private JsonNode aboutSearch(String method, String id, String more, @Nullable JsonNode body) {
    if (!id.matches(NAME)) {
      throw new SearchNotFoundException(id);
    }
    try {
      return call(method, "/v1/searches/" + id + more, body, ANSWER);
    } catch (OwnerRefusedException e) {
      if (e.status() == 404) {
        throw new SearchNotFoundException(id);
      }
      if (e.status() == 409) {
        throw method.equals("PUT")
            ? new SearchConflictException(id)
            : new TaskStateException(String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  private <T> List<T> list(String path, Class<T> type) {
    return records(call("GET", path, null, ANSWER), type);
  }

  private <T> List<T> records(JsonNode array, Class<T> type) {
    return array.isArray()
        ? java.util.stream.StreamSupport.stream(array.spliterator(), false)
            .map(element -> record(element, type))
            .toList()
        : List.of();
  }

  private <T> T record(JsonNode content, Class<T> type) {
    try {
      return mapper.treeToValue(content, type);
    } catch (JsonProcessingException e) {
      throw new OwnerRefusedException(
          500,
          "process %d answered with something unreadable: %s"
              .formatted(pid, e.getOriginalMessage()));
    }
  }

  private JsonNode aboutTask(String method, String id, String more, @Nullable JsonNode body) {
    if (!id.matches(NAME)) {
      throw new TaskNotFoundException(id);
    }
    try {
      return call(method, "/v1/tasks/" + id + more, body, ANSWER);
    } catch (OwnerRefusedException e) {
      if (e.status() == 404) {
        throw new TaskNotFoundException(id);
      }
      if (e.status() == 409) {
        throw method.equals("PUT")
            ? new TaskConflictException(id)
            : new TaskStateException(String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  private JsonNode call(String method, String path, @Nullable JsonNode body, Duration longest) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve(path))
            .timeout(longest)
            .header("Authorization", "Bearer " + token);
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      request.method(method, HttpRequest.BodyPublishers.ofString(body.toString()));
    }
    HttpResponse<String> response = send(request.build());
    JsonNode content = parsed(response.body());
    if (response.statusCode() >= 300) {
      throw refusal(response.statusCode(), content);
    }
    return content;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new OwnerGoneException(
          "process %d, which owned the data directory, does not answer any more".formatted(pid), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OwnerGoneException("interrupted while process %d was asked".formatted(pid), e);
    }
  }

  private JsonNode parsed(String text) {
    try {
      return mapper.readTree(text);
    } catch (JsonProcessingException e) {
      return mapper.createObjectNode();
    }
  }

  private static RuntimeException refusal(int status, JsonNode content) {
    String sentence = content.path("error").asText("refused with status " + status);
    if (content.hasNonNull("type")) {
      return ApplicationFailure.newNonRetryableFailure(sentence, content.get("type").asText());
    }
    return status == 503
        ? new OwnerGoneException(sentence)
        : new OwnerRefusedException(status, sentence);
  }
}
