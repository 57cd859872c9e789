package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.activities.comparison.ComparisonRecordActivitiesImpl;
import io.nasoa.activities.hpo.HpoRecordActivitiesImpl;
import io.nasoa.activities.record.TaskRecordActivitiesImpl;
import io.nasoa.activities.registration.RegistrationRecordActivitiesImpl;
import io.nasoa.activities.search.SearchRecordActivitiesImpl;
import io.nasoa.activities.table.TableRecordActivitiesImpl;
import io.nasoa.worker.config.DataDirectory;
import io.nasoa.worker.config.Logs;
import io.nasoa.worker.config.Settings;
import io.nasoa.worker.http.ApiServer;
import io.nasoa.worker.http.ApiTokens;
import io.nasoa.worker.http.EndedTasks;
import io.nasoa.worker.http.ListenAddress;
import io.nasoa.worker.http.OwnerMetrics;
import io.nasoa.worker.http.RequestDefaults;
import io.nasoa.worker.http.ServiceOwner;
import io.nasoa.worker.http.StoredData;
import io.nasoa.worker.temporal.EmbeddedTemporal;
import io.nasoa.worker.temporal.LongWorkStores;
import io.nasoa.worker.temporal.TaskService;
import io.nasoa.worker.temporal.TemporalConnection;
import io.nasoa.worker.temporal.WorkerActivities;
import io.nasoa.worker.temporal.WorkerSettings;
import io.nasoa.workflows.comparison.ComparisonRecordActivities;
import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.workflows.tuning.TaskRecordActivities;
import io.nasoa.workflows.tuning.TaskResult;
import io.nasoa.workflows.tuning.TuningActivities;
import io.nasoa.zoo.experience.ExperienceStore;
import io.nasoa.zoo.experience.StepTimeStore;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The process as the owner of a data directory that runs tasks: store, Temporal, workers, API.
 * Wired here and nowhere else. Signals stop it in order.
 */
final class TaskHost implements AutoCloseable {
  /** Where trainings run. */
  enum Trainers {
    /** In this process. */
    HERE,
    /** In processes of their own, so that none of them takes this one down. */
    PROCESSES,
    /** On other machines, by "nasoa worker start". */
    ELSEWHERE
  }

  /** A checkpoint and its last heartbeat are written well within it. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private static final String TOKEN_VARIABLE = "NASOA_API_TOKEN";

  private final Deque<Runnable> closing = new ArrayDeque<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final DataDirectory directory;
  private final TaskService service;
  private final ServiceOwner owner;
  private final ApiServer api;

  private TaskHost(
      Shell shell,
      Settings settings,
      String deviceClass,
      TuningFactory tuning,
      Trainers trainers,
      ListenAddress address) {
    ApiTokens tokens = tokens(shell);
    Clock clock = Clock.systemUTC();
    try {
      directory = DataDirectory.open(settings.dataDir(), UUID::randomUUID, clock);
      closing.push(directory::close);
      Logs.toFile(settings.dataDir().resolve("nasoa.log"));
      OwnerMetrics metrics = new OwnerMetrics();
      closing.push(metrics::close);
      metrics.watch(directory.tasks()::countByState);
      TemporalConnection temporal = connect(settings, trainers, metrics);
      closing.push(temporal::close);
      StoredData data = new StoredData(directory);
      TaskRecordActivities records = records(directory, clock);
      Optional<TuningActivities> trainer =
          trainers == Trainers.HERE
              ? Optional.of(tuning.create(settings, directory.path()))
              : Optional.empty();
      service =
          new TaskService(
              temporal,
              new WorkerSettings(
                  settings.deployment(),
                  directory.database().storeId().toString(),
                  deviceClass,
                  settings.slotsOn(deviceClass)),
              directory.tasks(),
              new WorkerActivities(
                  new EndedTasks(records, List.of(report(data), metrics::ended)),
                  trainer,
                  Optional.of(
                      new SearchRecordActivitiesImpl(
                          directory.searches(), directory.path(), clock)),
                  trainer.flatMap(it -> tuning.searching(it, directory.path())),
                  Optional.of(
                      new RegistrationRecordActivitiesImpl(
                          directory.builds(), directory.zoo(), directory.path(), clock)),
                  trainer.flatMap(it -> tuning.building(it, directory.path())),
                  Optional.of(
                      new TableRecordActivitiesImpl(
                          directory.tables(), directory.zoo(), directory.path(), clock)),
                  Optional.of(
                      new HpoRecordActivitiesImpl(
                          directory.hpo(), directory.zoo(), directory.path(), clock)),
                  Optional.of(comparisons(directory, clock)),
                  trainer.flatMap(it -> tuning.trials(it, directory.path())),
                  AirflowHost.activities(settings)),
              Optional.of(
                  new LongWorkStores(
                      directory.searches(),
                      directory.builds(),
                      directory.tables(),
                      directory.hpo(),
                      directory.comparisons())),
              clock);
      owner = new ServiceOwner(data, service, planning(records, trainer));
      RequestDefaults defaults =
          RequestDefaults.of(settings, classes(trainers, deviceClass, settings));
      api =
          serve(address, tokens, new ApiServer.Served(owner, defaults, metrics, service::lacking));
      closing.push(api::close);
      service.start();
      closing.push(() -> service.shutdownGracefully(GRACE));
      if (trainers == Trainers.PROCESSES) {
        closing.push(TrainerChildren.start(shell, settings, temporal)::close);
      }
      directory.publish(api.url(), tokens.own());
    } catch (RuntimeException e) {
      closeAll();
      throw e;
    }
  }

  /**
   * Starts it; its API is reached from this machine only.
   *
   * @param deviceClass of the tasks that this process will run: {@code cpu} or {@code cuda}
   */
  static TaskHost start(Shell shell, Settings settings, String deviceClass, TuningFactory tuning) {
    return start(shell, settings, deviceClass, tuning, Trainers.HERE, ListenAddress.LOOPBACK);
  }

  /** Starts it with its API at an address. */
  static TaskHost start(
      Shell shell,
      Settings settings,
      String deviceClass,
      TuningFactory tuning,
      Trainers trainers,
      ListenAddress address) {
    TaskHost host = new TaskHost(shell, settings, deviceClass, tuning, trainers, address);
    shell.stopSignals().accept(() -> host.stop(shell));
    return host;
  }

  /** Of trainers elsewhere nothing is known: a task waits for one that has its device. */
  private static List<String> classes(Trainers trainers, String deviceClass, Settings settings) {
    return switch (trainers) {
      case HERE -> List.of(deviceClass);
      case PROCESSES -> settings.deviceClasses();
      case ELSEWHERE -> List.of("cpu", "cuda");
    };
  }

  private static TemporalConnection connect(
      Settings settings, Trainers trainers, OwnerMetrics metrics) {
    return settings.temporal().embedded() && trainers == Trainers.PROCESSES
        ? EmbeddedTemporal.startListening(ApiTokens.random(new SecureRandom()), metrics.temporal())
        : TemporalConnection.open(settings.temporal(), metrics.temporal());
  }

  /** Where trainers do the work, they also plan: the engine stays out of this process. */
  private Function<FineTuningRequest, ObjectNode> planning(
      TaskRecordActivities records, Optional<TuningActivities> trainer) {
    if (trainer.isPresent()) {
      return new PlanPreview(directory, trainer.get(), records)::of;
    }
    return request -> {
      try {
        var preview = service.preview(request);
        return PlanPreview.json(preview.profile(), preview.plan());
      } finally {
        PlanPreview.delete(directory.taskDirectory(request.taskId()));
      }
    };
  }

  /** The store's side of a task. */
  static TaskRecordActivities records(DataDirectory directory, Clock clock) {
    return new TaskRecordActivitiesImpl(
        directory.tasks(),
        directory.zoo(),
        new StepTimeStore(directory.database()),
        new ExperienceStore(directory.database()),
        directory.path(),
        clock);
  }

  private static ComparisonRecordActivities comparisons(DataDirectory directory, Clock clock) {
    return new ComparisonRecordActivitiesImpl(
        directory.comparisons(),
        directory.hpo(),
        new ExperienceStore(directory.database()),
        directory.zoo(),
        directory.path(),
        clock);
  }

  private static Consumer<TaskResult> report(StoredData data) {
    TaskReports reports = new TaskReports(data.path());
    return task -> reports.write(task, data.request(task.task()).data());
  }

  private static ApiTokens tokens(Shell shell) {
    try {
      return ApiTokens.create(givenToken(shell), new SecureRandom());
    } catch (IllegalArgumentException e) {
      throw new CommandException(
          ExitCode.INVALID_INPUT, "%s: %s".formatted(TOKEN_VARIABLE, e.getMessage()));
    }
  }

  /** The token that the user gave. */
  static Optional<String> givenToken(Shell shell) {
    return Optional.ofNullable(shell.environment().get(TOKEN_VARIABLE))
        .filter(token -> !token.isEmpty());
  }

  private static ApiServer serve(ListenAddress address, ApiTokens tokens, ApiServer.Served served) {
    try {
      return ApiServer.start(address, tokens, served, InstantSource.system());
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.CONFLICT,
          "cannot listen on %s port %d: %s"
              .formatted(address.host(), address.port(), e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.INVALID_INPUT, String.valueOf(e.getMessage()));
    }
  }

  TaskService service() {
    return service;
  }

  /** This process as others reach it. */
  ServiceOwner owner() {
    return owner;
  }

  /** How its API is reached. */
  URI url() {
    return api.url();
  }

  /** Waits until this is closed. */
  void awaitEnd() throws InterruptedException {
    ended.await();
  }

  private void stop(Shell shell) {
    shell.say("stopping after a checkpoint; a second signal ends at once");
    close();
    shell.say("stopped; \"nasoa task resume\" goes on from the checkpoint");
  }

  /** Ends in order: trainings checkpoint, then workers, API, server and store close. */
  @Override
  public void close() {
    owner.close();
    closeAll();
    ended.countDown();
  }

  /** What was opened last closes first; a failure keeps nothing else open. */
  private synchronized void closeAll() {
    RuntimeException failure = null;
    while (!closing.isEmpty()) {
      try {
        closing.pop().run();
      } catch (RuntimeException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
