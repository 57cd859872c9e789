package io.nasoa.worker.cli;

import io.nasoa.worker.config.Settings;
import io.nasoa.worker.http.Owner;
import io.nasoa.worker.report.ReportedTask;
import io.nasoa.worker.temporal.Submission;
import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.workflows.tuning.FineTuningResult;
import io.nasoa.workflows.tuning.TaskResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A short stream of tasks on drawn images, or on the user's own, with a report at its end. */
@Command(
    name = "demo",
    description = "Fine-tune on three drawn data sets, one after another, and write a report.")
final class DemoCommand implements Callable<Integer> {
  private static final List<String> DRAWN = List.of("draw:shapes", "draw:textures", "draw:glyphs");

  private final Shell shell;
  private final TuningFactory tuning;
  private final Ids ids;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description = "Your own images instead: a directory or zip; may be given several times.")
  List<String> data = new ArrayList<>();

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      defaultValue = "40s",
      description = "Active time of each task (default: ${DEFAULT-VALUE}).")
  Duration budget = Duration.ofSeconds(40);

  @Mixin GlobalOptions options = new GlobalOptions();
  @Mixin OutputOption output = new OutputOption();

  DemoCommand(Shell shell, TuningFactory tuning, Ids ids) {
    this.shell = shell;
    this.tuning = tuning;
    this.ids = ids;
  }

  @Override
  public Integer call() {
    Settings settings = options.read(shell).settings();
    String demo = ids.next();
    List<FineTuningResult> results =
        Session.reach(
            settings,
            owner -> stream(new TaskWaiting(shell, settings, owner), owner, demo, settings),
            () -> here(demo, settings));
    report(demo, settings, results);
    return results.stream()
        .map(TaskWaiting::exitCode)
        .filter(code -> code != ExitCode.DONE)
        .findFirst()
        .orElse(ExitCode.DONE)
        .value();
  }

  private List<FineTuningResult> here(String demo, Settings settings) {
    try (TaskHost host = TaskHost.start(shell, settings, deviceClass(settings), tuning)) {
      TaskWaiting waiting = new TaskWaiting(shell, settings, host.owner());
      List<FineTuningResult> results = stream(waiting, host.owner(), demo, settings);
      waiting.awaitOthers(host.owner());
      return results;
    }
  }

  private List<String> images() {
    return data.isEmpty() ? DRAWN : data;
  }

  private List<FineTuningResult> stream(
      TaskWaiting waiting, Owner owner, String demo, Settings settings) {
    List<FineTuningResult> results = new ArrayList<>();
    for (String images : images()) {
      FineTuningRequest request = request(demo, results.size() + 1, images, settings);
      shell.say("%s: %s".formatted(request.taskId(), images));
      Submission submission = owner.submit(request);
      results.add(waiting.await(submission.taskId()));
    }
    return results;
  }

  private FineTuningRequest request(String demo, int number, String images, Settings settings) {
    WorkOptions work = new WorkOptions();
    work.data = images;
    work.limit = new WorkOptions.Limit();
    work.limit.budget = budget;
    String id = "demo-%s-%d-%s".formatted(demo, number, WorkOptions.slug(images));
    return work.request(id, shell, settings, null, null, 3);
  }

  private static String deviceClass(Settings settings) {
    return settings.device().startsWith("cuda") ? "cuda" : "cpu";
  }

  private void report(String demo, Settings settings, List<FineTuningResult> results) {
    TaskReports reports = new TaskReports(settings.dataDir());
    List<TaskResult> tasks = results.stream().map(FineTuningResult::task).toList();
    List<ReportedTask> reported = new ArrayList<>();
    for (TaskResult task : tasks) {
      reported.add(reports.reported(task, images().get(reported.size())));
    }
    Path file = settings.dataDir().resolve("reports").resolve("demo-" + demo + ".html");
    boolean written = reports.writeStream(file, reported);
    TaskViews views = new TaskViews();
    new Printer(shell, output.format)
        .list(TaskViews.COLUMNS, tasks.stream().map(views::json).toList());
    shell.say(written ? "report: " + file : "the report %s cannot be written".formatted(file));
  }
}
