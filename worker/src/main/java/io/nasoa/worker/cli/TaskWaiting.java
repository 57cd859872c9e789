package io.nasoa.worker.cli;

import io.nasoa.worker.config.Settings;
import io.nasoa.worker.http.Owner;
import io.nasoa.worker.http.OwnerClient;
import io.nasoa.worker.http.OwnerGoneException;
import io.nasoa.worker.http.ServiceOwner;
import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.workflows.tuning.FineTuningResult;
import io.nasoa.workflows.tuning.TaskResult;
import io.nasoa.workflows.tuning.TaskState;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Waits for tasks, of this process or of another owner, and shows how they go on. */
final class TaskWaiting {
  private final Shell shell;
  private final Settings settings;
  private final Owner owner;

  TaskWaiting(Shell shell, Settings settings, Owner owner) {
    this.shell = shell;
    this.settings = settings;
    this.owner = owner;
  }

  /** Waits until the task has ended. */
  FineTuningResult await(String task) {
    FineTuningResult result;
    ProgressLine line =
        new ProgressLine(
            shell,
            () -> owner.status(task),
            owner.task(task).budgetSeconds(),
            InstantSource.system());
    try (ProgressLine progress = line.start()) {
      result = owner.await(task);
    } catch (OwnerGoneException e) {
      result = withoutOwner(task, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCode.FAILED, "interrupted while waiting for " + task);
    }
    say(result.task());
    return result;
  }

  /** Waits for what this process accepted from others, and then accepts nothing more. */
  void awaitOthers(ServiceOwner self) {
    ServiceOwner.Unfinished left = self.closeUnlessUnfinished();
    while (!left.none()) {
      left.tasks().forEach(this::await);
      awaitAll(RunView.searches(), left.searches());
      awaitAll(RunView.builds(), left.builds());
      awaitAll(RunView.tables(), left.tables());
      awaitAll(RunView.hpo(), left.hpo());
      awaitAll(RunView.comparisons(), left.comparisons());
      left = self.closeUnlessUnfinished();
    }
  }

  private void awaitAll(RunView<?, ?, ?> view, List<String> ids) {
    RunWaiting<?, ?, ?> waiting = new RunWaiting<>(view, shell, settings, owner);
    ids.forEach(waiting::await);
  }

  private FineTuningResult withoutOwner(String task, OwnerGoneException gone) {
    if (!(owner instanceof OwnerClient)) {
      throw parked();
    }
    // An owner that ends with its last task may be gone before it told of its end.
    Optional<FineTuningResult> result = Session.reading(settings, data -> data.result(task));
    return result.orElseThrow(
        () ->
            new CommandException(
                ExitCode.UNREACHABLE,
                "%s; task %s has not ended: \"nasoa up\" or \"nasoa task resume %s\" goes on"
                    .formatted(gone.getMessage(), task, task)));
  }

  /** A signal's thread is stopping everything and will end the process with its own code. */
  static CommandException parked() {
    try {
      TimeUnit.MINUTES.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new CommandException(ExitCode.STOPPED, "stopped");
  }

  private void say(TaskResult task) {
    if (task.error() != null) {
      shell.say("%s %s: %s".formatted(task.task(), task.state(), task.error()));
    } else {
      shell.say("%s %s".formatted(task.task(), task.state()));
    }
  }

  /** How a command ends that waited for this result. */
  static ExitCode exitCode(FineTuningResult result) {
    if (result.task().state() == TaskState.SUCCEEDED) {
      return ExitCode.DONE;
    }
    String type = result.failureType();
    return type == null ? ExitCode.FAILED : exitCode(type);
  }

  /** How a command ends after a failure of this type. */
  static ExitCode exitCode(String failureType) {
    return switch (failureType) {
      case FailureTypes.INVALID_DATA, FailureTypes.INVALID_MODEL, FailureTypes.INVALID_REQUEST ->
          ExitCode.INVALID_INPUT;
      case FailureTypes.NO_FEASIBLE_PLAN -> ExitCode.NO_FEASIBLE_PLAN;
      default -> ExitCode.FAILED;
    };
  }
}
