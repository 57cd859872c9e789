package io.nasoa.worker.cli;

import io.nasoa.worker.config.Settings;
import io.nasoa.worker.http.Owner;
import io.nasoa.worker.http.OwnerClient;
import io.nasoa.worker.http.OwnerGoneException;
import io.nasoa.workflows.search.SearchResult;
import io.nasoa.workflows.search.SearchStatus;
import io.nasoa.workflows.tuning.TaskState;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Waits for searches, of this process or of another owner, and tells how they go on. */
final class SearchWaiting {
  private static final Duration LOOK = Duration.ofSeconds(10);

  private final Shell shell;
  private final Settings settings;
  private final Owner owner;

  SearchWaiting(Shell shell, Settings settings, Owner owner) {
    this.shell = shell;
    this.settings = settings;
    this.owner = owner;
  }

  /** Waits until the search has ended. */
  SearchResult await(String search) {
    ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(this::thread);
    var unused =
        looks.scheduleWithFixedDelay(
            () -> tell(search), LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    SearchResult result;
    try {
      result = owner.awaitSearch(search);
    } catch (OwnerGoneException e) {
      result = withoutOwner(search, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCode.FAILED, "interrupted while waiting for " + search);
    } finally {
      looks.shutdownNow();
    }
    String error = result.error();
    shell.say(
        "search %s %s%s"
            .formatted(search, result.status().state(), error == null ? "" : ": " + error));
    return result;
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "search-progress");
    thread.setDaemon(true);
    return thread;
  }

  private void tell(String search) {
    try {
      SearchStatus now = owner.search(search);
      Double eta = now.etaSeconds();
      shell.say(
          String.format(
              Locale.ROOT,
              "%s: %s level, %d of %d evaluations (%d failed), %d on the front%s",
              search,
              now.phase().name().toLowerCase(Locale.ROOT),
              now.done(),
              now.evaluations(),
              now.failed(),
              now.front().size(),
              eta == null ? "" : String.format(Locale.ROOT, ", %.0f s left", eta)));
    } catch (RuntimeException e) {
      // Whoever waits learns of it where it waits.
    }
  }

  private SearchResult withoutOwner(String search, OwnerGoneException gone) {
    if (!(owner instanceof OwnerClient)) {
      throw TaskWaiting.parked();
    }
    Optional<SearchResult> result = Session.reading(settings, data -> data.searchResult(search));
    return result.orElseThrow(
        () ->
            new CommandException(
                ExitCode.UNREACHABLE,
                "%s; search %s has not ended: \"nasoa up\" goes on"
                    .formatted(gone.getMessage(), search)));
  }

  /** How a command ends that waited for this result. */
  static ExitCode exitCode(SearchResult result) {
    if (result.status().state() == TaskState.SUCCEEDED) {
      return ExitCode.DONE;
    }
    String type = result.failureType();
    return type == null ? ExitCode.FAILED : TaskWaiting.exitCode(type);
  }
}
