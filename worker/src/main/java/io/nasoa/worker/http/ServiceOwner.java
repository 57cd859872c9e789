package io.nasoa.worker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.baselines.comparison.CellResult;
import io.nasoa.worker.temporal.ServiceStoppedException;
import io.nasoa.worker.temporal.Submission;
import io.nasoa.worker.temporal.TaskService;
import io.nasoa.worker.temporal.TaskStateException;
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
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.registry.ZooEntry;
import io.nasoa.zoo.registry.ZooVerification;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;

/** This process as the owner: its store and its task service. */
public final class ServiceOwner implements Owner {
  private final StoredData data;
  private final TaskService service;
  private final Function<FineTuningRequest, ObjectNode> planning;

  /** Held by whoever asks for work; taken whole to refuse it from then on. */
  private final ReadWriteLock door = new ReentrantReadWriteLock();

  private volatile boolean closed;

  /**
   * @param planning the schedule that would be chosen, as users get it
   */
  public ServiceOwner(
      StoredData data, TaskService service, Function<FineTuningRequest, ObjectNode> planning) {
    this.data = data;
    this.service = service;
    this.planning = planning;
  }

  @Override
  public Submission submit(FineTuningRequest request) {
    return whileOpen(() -> service.submit(request));
  }

  @Override
  public ObjectNode plan(FineTuningRequest request) {
    return planning.apply(request);
  }

  @Override
  public FineTuningStatus status(String id) {
    return service.status(id);
  }

  @Override
  public FineTuningStatus perform(TaskAction action, String id) {
    return whileOpen(() -> asked(action, id));
  }

  private FineTuningStatus asked(TaskAction action, String id) {
    if (action instanceof TaskAction.Pause) {
      return service.pause(id);
    }
    if (action instanceof TaskAction.Resume) {
      return service.resume(id);
    }
    if (action instanceof TaskAction.Stop) {
      return service.stop(id);
    }
    return action instanceof TaskAction.Extend extend
        ? service.extend(id, extend.by())
        : service.cancel(id);
  }

  @Override
  public FineTuningResult await(String id) throws InterruptedException {
    try {
      return service.await(id);
    } catch (ServiceStoppedException e) {
      throw new OwnerGoneException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public RunOwner<SearchRequest, SearchStatus, SearchResult> searches() {
    return new ServiceRuns<>(
        service.longWork().searches(), data.searches(), this::whileOpen, this::askedOfSearch);
  }

  private SearchStatus askedOfSearch(TaskAction action, String id) {
    if (action instanceof TaskAction.Stop) {
      return service.longWork().searches().stop(id);
    }
    throw new TaskStateException("a search has no budget that could be extended");
  }

  @Override
  public OwnedExperience experience() {
    return data.experience();
  }

  @Override
  public List<EvaluatedCandidate> searchLog(String id) {
    return data.searchLog(id);
  }

  @Override
  public RunOwner<RegistrationRequest, RegistrationStatus, RegistrationResult> builds() {
    return new ServiceRuns<>(
        service.longWork().builds(),
        data.builds(),
        this::whileOpen,
        (action, id) -> {
          throw new TaskStateException(
              "a build can be paused, resumed and cancelled, and nothing else");
        });
  }

  @Override
  public RunOwner<TableRequest, TableStatus, TableResult> tables() {
    return new ServiceRuns<>(
        service.longWork().tables(),
        data.tables(),
        this::whileOpen,
        (action, id) -> {
          throw new TaskStateException(
              "a table can be paused, resumed and cancelled, and nothing else");
        });
  }

  @Override
  public List<TableRow> tableRows(String id) {
    return data.tableRows(id);
  }

  @Override
  public RunOwner<HpoRequest, HpoStatus, HpoResult> hpo() {
    return new ServiceRuns<>(
        service.longWork().hpo(), data.hpo(), this::whileOpen, this::askedOfHpo);
  }

  private HpoStatus askedOfHpo(TaskAction action, String id) {
    if (action instanceof TaskAction.Stop) {
      return service.longWork().hpo().stop(id);
    }
    throw new TaskStateException("the cap of a search for hyper-parameters cannot be extended");
  }

  @Override
  public List<HpoRow> hpoRows(String id) {
    return data.hpoRows(id);
  }

  @Override
  public RunOwner<ComparisonRequest, ComparisonStatus, ComparisonResult> comparisons() {
    return new ServiceRuns<>(
        service.longWork().comparisons(),
        data.comparisons(),
        this::whileOpen,
        (action, id) -> {
          throw new TaskStateException(
              "a comparison can be paused, resumed and cancelled, and nothing else");
        });
  }

  @Override
  public List<CellResult> comparisonCells(String id) {
    return data.comparisonCells(id);
  }

  /** Accepts nothing from now on. */
  public void close() {
    closed = true;
  }

  /**
   * Accepts nothing from now on unless there is work left.
   *
   * @return the tasks and the long work that have not ended and that nobody paused; none when it is
   *     closed now
   */
  public Unfinished closeUnlessUnfinished() {
    door.writeLock().lock();
    try {
      Unfinished unfinished =
          new Unfinished(
              data.unfinished(),
              service.longWork().searches().active(),
              service.longWork().builds().active(),
              service.longWork().tables().active(),
              service.longWork().hpo().active(),
              service.longWork().comparisons().active());
      closed |= unfinished.none();
      return unfinished;
    } finally {
      door.writeLock().unlock();
    }
  }

  /**
   * What this process still has to do.
   *
   * @param tasks ids of tasks
   * @param searches ids of searches that it works on
   * @param builds ids of builds that it works on
   * @param tables ids of tables that it works on
   * @param hpo ids of searches for hyper-parameters that it works on
   * @param comparisons ids of comparisons that it works on
   */
  public record Unfinished(
      List<String> tasks,
      List<String> searches,
      List<String> builds,
      List<String> tables,
      List<String> hpo,
      List<String> comparisons) {
    /** Whether there is nothing. */
    public boolean none() {
      return tasks.isEmpty()
          && searches.isEmpty()
          && builds.isEmpty()
          && tables.isEmpty()
          && hpo.isEmpty()
          && comparisons.isEmpty();
    }
  }

  private <T> T whileOpen(Supplier<T> work) {
    door.readLock().lock();
    try {
      if (closed) {
        throw new OwnerGoneException(
            "process %d is ending and accepts nothing more; ask again to reach the next owner"
                .formatted(ProcessHandle.current().pid()));
      }
      return work.get();
    } finally {
      door.readLock().unlock();
    }
  }

  @Override
  public List<TaskResult> tasks() {
    List<TaskResult> stored = data.tasks();
    return service.reachable() ? stored.stream().map(this::standing).toList() : stored;
  }

  @Override
  public TaskResult task(String id) {
    return standing(data.task(id));
  }

  /** The store knows how far a task is; whether somebody works on it now, only the server. */
  private TaskResult standing(TaskResult task) {
    if (task.state().ended()) {
      return task;
    }
    TaskState now = service.status(task.task()).state();
    return now.ended() ? data.task(task.task()) : task.in(now);
  }

  @Override
  public Optional<FineTuningResult> result(String id) {
    return data.result(id);
  }

  @Override
  public List<LogLine> logs(String id) {
    return data.logs(id);
  }

  @Override
  public List<ZooEntry> zoo() {
    return data.zoo();
  }

  @Override
  public Optional<ZooEntry> zooEntry(String name) {
    return data.zooEntry(name);
  }

  @Override
  public List<ZooVerification> verifyZoo() {
    return data.verifyZoo();
  }
}
