package io.nasoa.worker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.baselines.comparison.CellResult;
import io.nasoa.worker.config.ApiFile;
import io.nasoa.worker.temporal.RunNotFoundException;
import io.nasoa.worker.temporal.Submission;
import io.nasoa.worker.temporal.TaskConflictException;
import io.nasoa.worker.temporal.TaskNotFoundException;
import io.nasoa.worker.temporal.TaskStateException;
import io.nasoa.worker.temporal.WorkKind;
import io.nasoa.workflows.comparison.ComparisonRequest;
import io.nasoa.workflows.comparison.ComparisonResult;
import io.nasoa.workflows.comparison.ComparisonStatus;
import io.nasoa.workflows.hpo.HpoRequest;
import io.nasoa.workflows.hpo.HpoResult;
import io.nasoa.workflows.hpo.HpoRow;
import io.nasoa.workflows.hpo.HpoStatus;
import io.nasoa.workflows.registration.RegistrationRequest;
import io.nasoa.workflows.registration.RegistrationResult;
import io.nasoa.workflows.registration.RegistrationStatus;
import io.nasoa.workflows.search.EvaluatedCandidate;
import io.nasoa.workflows.search.SearchRequest;
import io.nasoa.workflows.search.SearchResult;
import io.nasoa.workflows.search.SearchStatus;
import io.nasoa.workflows.table.TableRequest;
import io.nasoa.workflows.table.TableResult;
import io.nasoa.workflows.table.TableRow;
import io.nasoa.workflows.table.TableStatus;
import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.workflows.tuning.FineTuningResult;
import io.nasoa.workflows.tuning.FineTuningStatus;
import io.nasoa.workflows.tuning.TaskResult;
import io.nasoa.zoo.registry.ZooEntry;
import io.nasoa.zoo.registry.ZooVerification;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The owner of a data directory as another process reaches it: through its API. */
public final class OwnerClient implements Owner {
  private static final Duration GREETING = Duration.ofSeconds(5);
  private static final Duration ANSWER = OwnerCalls.ANSWER;

  /** Planning looks at the data and times models. */
  private static final Duration PLANNING = Duration.ofMinutes(30);

  private static final int WAIT_SECONDS = 30;

  /** Ids of tasks and names of zoo entries: whatever else is asked for does not exist. */
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

  private final long pid;
  private final OwnerCalls calls;
  private final Path dataDirectory;

  private OwnerClient(URI url, String token, long pid, Path dataDirectory) {
    this.pid = pid;
    this.calls = new OwnerCalls(url, token, pid);
    this.dataDirectory = dataDirectory;
  }

  /**
   * The owner of a data directory, if there is one that answers. What a killed owner left behind is
   * none.
   */
  public static Optional<OwnerClient> find(Path dataDirectory) {
    return ApiFile.read(dataDirectory)
        .flatMap(file -> of(file, dataDirectory))
        .filter(OwnerClient::answers);
  }

  private static Optional<OwnerClient> of(ApiFile file, Path dataDirectory) {
    URI url = file.url();
    String token = file.token();
    boolean alive = ProcessHandle.of(file.pid()).filter(ProcessHandle::isAlive).isPresent();
    return url == null || token == null || !alive
        ? Optional.empty()
        : Optional.of(new OwnerClient(url, token, file.pid(), dataDirectory));
  }

  /** Whether it is this very process that listens there. */
  private boolean answers() {
    try {
      return calls.call("GET", "/v1/owner", null, GREETING).path("pid").asLong() == pid;
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
    return calls.list("/v1/tasks", TaskResult.class);
  }

  @Override
  public TaskResult task(String id) {
    return calls.record(aboutTask("GET", id, "", null), TaskResult.class);
  }

  @Override
  public Optional<FineTuningResult> result(String id) {
    TaskResult task = task(id);
    return task.state().ended()
        ? Optional.of(calls.record(aboutTask("GET", id, "/result", null), FineTuningResult.class))
        : Optional.empty();
  }

  @Override
  public List<LogLine> logs(String id) {
    return calls.records(aboutTask("GET", id, "/logs", null), LogLine.class);
  }

  @Override
  public FineTuningStatus status(String id) {
    return calls.record(aboutTask("GET", id, "/status", null), FineTuningStatus.class);
  }

  @Override
  public FineTuningStatus perform(TaskAction action, String id) {
    return calls.record(
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
    return (ObjectNode) calls.call("POST", "/v1/plans", TaskRequests.body(request), PLANNING);
  }

  @Override
  public FineTuningResult await(String id) {
    while (true) {
      String path = "?waitSeconds=" + WAIT_SECONDS;
      TaskResult task = calls.record(aboutTask("GET", id, path, null), TaskResult.class);
      if (task.state().ended()) {
        return calls.record(aboutTask("GET", id, "/result", null), FineTuningResult.class);
      }
    }
  }

  @Override
  public OwnedExperience experience() {
    return new ExperienceClient(calls, dataDirectory);
  }

  @Override
  public List<ZooEntry> zoo() {
    return calls.list("/v1/zoo", ZooEntry.class);
  }

  @Override
  public Optional<ZooEntry> zooEntry(String name) {
    if (!name.matches(NAME)) {
      return Optional.empty();
    }
    try {
      JsonNode entry = calls.call("GET", "/v1/zoo/" + name, null, ANSWER);
      return Optional.of(calls.record(entry, ZooEntry.class));
    } catch (OwnerRefusedException e) {
      if (e.status() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public List<ZooVerification> verifyZoo() {
    return calls.list("/v1/zoo-verification", ZooVerification.class);
  }

  @Override
  public RunOwner<SearchRequest, SearchStatus, SearchResult> searches() {
    return new RunClient<>(
        WorkKind.SEARCH,
        calls,
        SearchRequests::body,
        new RunClient.Types<>(SearchStatus.class, SearchResult.class));
  }

  @Override
  public List<EvaluatedCandidate> searchLog(String id) {
    return below(WorkKind.SEARCH, id, "evaluations", EvaluatedCandidate.class);
  }

  @Override
  public RunOwner<RegistrationRequest, RegistrationStatus, RegistrationResult> builds() {
    return new RunClient<>(
        WorkKind.BUILD,
        calls,
        BuildRequests::body,
        new RunClient.Types<>(RegistrationStatus.class, RegistrationResult.class));
  }

  @Override
  public RunOwner<TableRequest, TableStatus, TableResult> tables() {
    return new RunClient<>(
        WorkKind.TABLE,
        calls,
        TableRequests::body,
        new RunClient.Types<>(TableStatus.class, TableResult.class));
  }

  @Override
  public List<TableRow> tableRows(String id) {
    return below(WorkKind.TABLE, id, "rows", TableRow.class);
  }

  @Override
  public RunOwner<HpoRequest, HpoStatus, HpoResult> hpo() {
    return new RunClient<>(
        WorkKind.HPO,
        calls,
        HpoRequests::body,
        new RunClient.Types<>(HpoStatus.class, HpoResult.class));
  }

  @Override
  public List<HpoRow> hpoRows(String id) {
    return below(WorkKind.HPO, id, "rows", HpoRow.class);
  }

  @Override
  public RunOwner<ComparisonRequest, ComparisonStatus, ComparisonResult> comparisons() {
    return new RunClient<>(
        WorkKind.COMPARISON,
        calls,
        ComparisonRequests::body,
        new RunClient.Types<>(ComparisonStatus.class, ComparisonResult.class));
  }

  @Override
  public List<CellResult> comparisonCells(String id) {
    return below(WorkKind.COMPARISON, id, "cells", CellResult.class);
  }

  private <T> List<T> below(WorkKind kind, String id, String name, Class<T> type) {
    if (!id.matches(NAME)) {
      throw new RunNotFoundException(kind, id);
    }
    try {
      return calls.list("/v1/%s/%s/%s".formatted(kind.plural(), id, name), type);
    } catch (OwnerRefusedException e) {
      throw e.status() == 404 ? new RunNotFoundException(kind, id) : e;
    }
  }

  private JsonNode aboutTask(String method, String id, String more, @Nullable JsonNode body) {
    if (!id.matches(NAME)) {
      throw new TaskNotFoundException(id);
    }
    try {
      return calls.call(method, "/v1/tasks/" + id + more, body, ANSWER);
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
}
