package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.DataDirectory;
import io.nasoa.worker.config.Settings;
import io.nasoa.workflows.tuning.FineTuningRequest;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Profiles the data and plans, but trains nothing and stores no task. */
@Command(name = "plan", description = "Print the schedule that would be chosen; train nothing.")
final class TaskPlanCommand implements Callable<Integer> {
  private final Shell shell;
  private final TuningFactory tuning;
  private final Ids ids;

  @Mixin WorkOptions work = new WorkOptions();
  @Mixin DeadlineOption deadline = new DeadlineOption();
  @Mixin GlobalOptions options = new GlobalOptions();
  @Mixin OutputOption output = new OutputOption();

  TaskPlanCommand(Shell shell, TuningFactory tuning, Ids ids) {
    this.shell = shell;
    this.tuning = tuning;
    this.ids = ids;
  }

  @Override
  public Integer call() {
    Settings settings = options.read(shell).settings();
    FineTuningRequest request =
        work.request("plan-" + ids.next(), shell, settings, null, deadline.instant(), 3);
    ObjectNode plan =
        Session.reach(
            settings,
            owner -> owner.plan(request),
            () -> Session.owned(settings, directory -> here(settings, directory).of(request)));
    new Printer(shell, output.format).object(plan);
    return ExitCode.DONE.value();
  }

  private PlanPreview here(Settings settings, DataDirectory directory) {
    return new PlanPreview(
        directory,
        tuning.create(settings, directory.path()),
        TaskHost.records(directory, Clock.systemUTC()));
  }
}
