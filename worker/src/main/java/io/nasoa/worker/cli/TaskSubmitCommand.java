package io.nasoa.worker.cli;

import io.nasoa.worker.config.Settings;
import io.nasoa.worker.http.OwnerClient;
import io.nasoa.worker.http.RequestDefaults;
import io.nasoa.worker.http.TaskJson;
import io.nasoa.worker.temporal.Submission;
import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.workflows.tuning.FineTuningResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Submits one task: to the owner of the data directory, or as its owner until all have ended. */
@Command(name = "submit", description = "Fine-tune a model of the zoo on images.")
final class TaskSubmitCommand implements Callable<Integer> {
  private final Shell shell;
  private final TuningFactory tuning;
  private final Ids ids;

  @Mixin WorkOptions work = new WorkOptions();

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Id of the task: the same id and request again is the same task.")
  @Nullable String id;

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "TIME",
      description = "Least time between checkpoints (default: the setting 'checkpointInterval').")
  @Nullable Duration checkpointInterval;

  @Mixin DeadlineOption deadline = new DeadlineOption();

  @Option(
      names = "--priority",
      paramLabel = "1..5",
      defaultValue = "3",
      description = "1 is first (default: ${DEFAULT-VALUE}).")
  int priority;

  @Option(names = "--wait", description = "Print the result when the task has ended.")
  boolean wait;

  @Mixin AirflowOptions airflow = new AirflowOptions();
  @Mixin GlobalOptions options = new GlobalOptions();
  @Mixin OutputOption output = new OutputOption();

  TaskSubmitCommand(Shell shell, TuningFactory tuning, Ids ids) {
    this.shell = shell;
    this.tuning = tuning;
    this.ids = ids;
  }

  @Override
  public Integer call() {
    Settings settings = options.read(shell).settings();
    String name = id == null ? "task-%s-%s".formatted(WorkOptions.slug(work.data), ids.next()) : id;
    work.prepared = airflow.preparesData(shell.directory());
    FineTuningRequest request =
        airflow.with(
            work.request(name, shell, settings, checkpointInterval, deadline.instant(), priority),
            shell.directory());
    FineTuningResult result =
        Session.reach(
            settings, owner -> with(owner, settings, request), () -> here(settings, request));
    if (result == null) {
      return ExitCode.DONE.value();
    }
    new Printer(shell, output.format).object(new TaskViews().json(result.task()));
    return TaskWaiting.exitCode(result).value();
  }

  /** Somebody else owns the directory: this command only asks, and waits if it is to. */
  private @Nullable FineTuningResult with(
      OwnerClient owner, Settings settings, FineTuningRequest request) {
    Submission submission = owner.submit(request);
    if (!wait) {
      new Printer(shell, output.format).object(TaskJson.accepted(submission));
    }
    if (submission.result() == null) {
      shell.say(
          "%s is %s; process %d works on it"
              .formatted(submission.taskId(), kind(submission), owner.pid()));
    }
    return wait ? awaited(new TaskWaiting(shell, settings, owner), submission) : null;
  }

  /** This command is the owner until every task that it accepted has ended. */
  private @Nullable FineTuningResult here(Settings settings, FineTuningRequest request) {
    RequestDefaults.of(settings, settings.deviceClasses())
        .unknownConnection(request.before(), request.after())
        .ifPresent(
            problem -> {
              throw new CommandException(ExitCode.INVALID_INPUT, problem);
            });
    try (TaskHost host =
        TaskHost.start(shell, settings.offering(request.device()), request.deviceClass(), tuning)) {
      Submission submission = host.owner().submit(request);
      if (!wait) {
        new Printer(shell, output.format).object(TaskJson.accepted(submission));
      }
      List<String> others = new ArrayList<>(host.service().resumeUnfinished());
      others.remove(submission.taskId());
      if (!others.isEmpty()) {
        shell.say("going on with what was not finished: " + String.join(", ", others));
      }
      if (submission.result() == null) {
        shell.say(
            "%s is %s; this process works on it until it has ended"
                .formatted(submission.taskId(), kind(submission)));
      }
      TaskWaiting waiting = new TaskWaiting(shell, settings, host.owner());
      FineTuningResult result = awaited(waiting, submission);
      waiting.awaitOthers(host.owner());
      return wait ? result : null;
    }
  }

  private static FineTuningResult awaited(TaskWaiting waiting, Submission submission) {
    FineTuningResult known = submission.result();
    return known != null ? known : waiting.await(submission.taskId());
  }

  private static String kind(Submission submission) {
    return submission.kind().name().toLowerCase(Locale.ROOT);
  }
}
