package io.nasoa.worker.cli;

import io.nasoa.worker.config.Settings;
import io.nasoa.worker.http.OwnerClient;
import io.nasoa.worker.http.RequestDefaults;
import io.nasoa.worker.http.RunJson;
import io.nasoa.worker.temporal.RunSubmission;
import io.nasoa.workflows.run.RunRequest;
import io.nasoa.workflows.run.RunResult;
import io.nasoa.workflows.run.RunStatus;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Starts a search or a build: at the owner of the data directory, or as its owner until it has
 * ended.
 */
final class RunStart<Q extends RunRequest, T extends RunStatus, R extends RunResult<T>> {
  private final RunView<Q, T, R> view;
  private final Shell shell;
  private final Settings settings;
  private final TuningFactory tuning;
  private final OutputFormat format;
  private final boolean wait;

  /**
   * @param wait whether the result is to be printed when it has ended
   */
  RunStart(
      RunView<Q, T, R> view,
      Shell shell,
      Settings settings,
      TuningFactory tuning,
      OutputFormat format,
      boolean wait) {
    this.view = view;
    this.shell = shell;
    this.settings = settings;
    this.tuning = tuning;
    this.format = format;
    this.wait = wait;
  }

  /**
   * Starts it and gives the command's exit code.
   *
   * @param deviceClass of the trainer that it needs
   */
  int run(Q request, String deviceClass) {
    List<String> problems = request.problems();
    if (!problems.isEmpty()) {
      throw new CommandException(ExitCode.INVALID_INPUT, String.join("\n", problems));
    }
    R result =
        Session.reach(settings, owner -> with(owner, request), () -> here(request, deviceClass));
    if (result == null) {
      return ExitCode.DONE.value();
    }
    view.print(shell, format, view.views().ended(result));
    return view.exitCode(result).value();
  }

  /** Somebody else owns the directory: this command only asks, and waits if it is to. */
  private @Nullable R with(OwnerClient owner, Q request) {
    RunSubmission<R> submission = view.owned().apply(owner).submit(request);
    tell(submission);
    R known = submission.result();
    if (known == null) {
      say(submission, "process %d works on it".formatted(owner.pid()));
    }
    if (!wait) {
      return null;
    }
    return known != null
        ? known
        : new RunWaiting<>(view, shell, settings, owner).await(submission.id());
  }

  /** This command is the owner until everything that it accepted has ended. */
  private @Nullable R here(Q request, String deviceClass) {
    RequestDefaults.of(settings, settings.deviceClasses())
        .unknownConnection(request.before(), request.after())
        .ifPresent(
            problem -> {
              throw new CommandException(ExitCode.INVALID_INPUT, problem);
            });
    try (TaskHost host = TaskHost.start(shell, settings, deviceClass, tuning)) {
      RunSubmission<R> submission = view.owned().apply(host.owner()).submit(request);
      tell(submission);
      R known = submission.result();
      if (known == null) {
        say(submission, "this process works on it until it has ended");
      }
      var unused = host.service().resumeUnfinished();
      R result =
          known != null
              ? known
              : new RunWaiting<>(view, shell, settings, host.owner()).await(submission.id());
      new TaskWaiting(shell, settings, host.owner()).awaitOthers(host.owner());
      return wait ? result : null;
    }
  }

  private void tell(RunSubmission<R> submission) {
    if (!wait) {
      new Printer(shell, format).object(RunJson.accepted(view.kind(), submission));
    }
  }

  private void say(RunSubmission<R> submission, String who) {
    String what = submission.kind().name().toLowerCase(Locale.ROOT);
    shell.say("%s %s is %s; %s".formatted(view.kind().noun(), submission.id(), what, who));
  }
}
