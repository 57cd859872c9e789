package io.nasoa.worker.cli;

import io.nasoa.worker.config.Settings;
import io.nasoa.worker.http.Owner;
import io.nasoa.worker.http.OwnerClient;
import io.nasoa.worker.http.OwnerGoneException;
import io.nasoa.workflows.run.RunRequest;
import io.nasoa.workflows.run.RunResult;
import io.nasoa.workflows.run.RunStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Waits for searches or builds, of this process or of another owner, and tells how they go on. */
final class RunWaiting<Q extends RunRequest, T extends RunStatus, R extends RunResult<T>> {
  private static final Duration LOOK = Duration.ofSeconds(10);

  private final RunView<Q, T, R> view;
  private final Shell shell;
  private final Settings settings;
  private final Owner owner;

  RunWaiting(RunView<Q, T, R> view, Shell shell, Settings settings, Owner owner) {
    this.view = view;
    this.shell = shell;
    this.settings = settings;
    this.owner = owner;
  }

  /** Waits until it has ended. */
  R await(String id) {
    ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(this::thread);
    var unused =
        looks.scheduleWithFixedDelay(
            () -> tell(id), LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    R result;
    try {
      result = view.owned().apply(owner).await(id);
    } catch (OwnerGoneException e) {
      result = withoutOwner(id, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCode.FAILED, "interrupted while waiting for " + id);
    } finally {
      looks.shutdownNow();
    }
    String error = result.error();
    shell.say(
        "%s %s %s%s"
            .formatted(
                view.kind().noun(),
                id,
                result.status().state(),
                error == null ? "" : ": " + error));
    return result;
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, view.kind().noun() + "-progress");
    thread.setDaemon(true);
    return thread;
  }

  private void tell(String id) {
    try {
      shell.say(view.views().progress(view.owned().apply(owner).status(id)));
    } catch (RuntimeException e) {
      // Whoever waits learns of it where it waits.
    }
  }

  private R withoutOwner(String id, OwnerGoneException gone) {
    if (!(owner instanceof OwnerClient)) {
      throw TaskWaiting.parked();
    }
    Optional<R> result = Session.reading(settings, data -> view.read().apply(data).result(id));
    return result.orElseThrow(
        () ->
            new CommandException(
                ExitCode.UNREACHABLE,
                "%s; %s %s has not ended: \"nasoa up\" goes on"
                    .formatted(gone.getMessage(), view.kind().noun(), id)));
  }
}
