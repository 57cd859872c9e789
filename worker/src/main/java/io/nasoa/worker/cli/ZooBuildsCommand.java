package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.DataDirectory;
import io.nasoa.worker.config.Settings;
import io.nasoa.worker.http.TaskAction;
import io.nasoa.worker.temporal.RunNotFoundException;
import io.nasoa.worker.temporal.WorkKind;
import io.nasoa.workflows.registration.RegistrationResult;
import io.nasoa.workflows.registration.RegistrationStatus;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The builds of the zoo; alone, the command lists them. */
@Command(
    name = "builds",
    description = "List the builds of the zoo, the newest last, or steer one; starts nothing.")
final class ZooBuildsCommand implements Callable<Integer> {
  private final Shell shell;
  private final BuildViews views = new BuildViews();

  @Mixin GlobalOptions options = new GlobalOptions();
  @Mixin OutputOption output = new OutputOption();

  private ZooBuildsCommand(Shell shell) {
    this.shell = shell;
  }

  static CommandLine create(Shell shell, TuningFactory tuning) {
    var builds = RunView.builds();
    return new CommandLine(new ZooBuildsCommand(shell))
        .addSubcommand(
            RunActionCommand.create(
                builds,
                shell,
                tuning,
                new TaskAction.Pause(),
                "Let a build stand still; trainings keep their checkpoints."))
        .addSubcommand(
            RunActionCommand.create(
                builds, shell, tuning, new TaskAction.Resume(), "Go on with a build."))
        .addSubcommand(
            RunActionCommand.create(
                builds,
                shell,
                tuning,
                new TaskAction.Cancel(),
                "Give a build up; started again, it goes on."));
  }

  @Override
  public Integer call() {
    Settings settings = options.read(shell).settings();
    List<RegistrationStatus> builds =
        DataDirectory.exists(settings.dataDir())
            ? Session.reading(settings, data -> data.builds().list())
            : List.of();
    new Printer(shell, output.format)
        .list(BuildViews.COLUMNS, builds.stream().map(views::row).toList());
    return ExitCode.DONE.value();
  }

  @Command(description = "Print where a build stands, or how it ended; starts nothing.")
  int show(
      @Parameters(paramLabel = "ID", description = "Id of the build.") String id,
      @Mixin GlobalOptions own,
      @Mixin OutputOption format) {
    Settings settings = own.read(shell).settings();
    if (!DataDirectory.exists(settings.dataDir())) {
      throw new RunNotFoundException(WorkKind.BUILD, id);
    }
    Optional<RegistrationResult> ended =
        Session.reading(settings, data -> data.builds().result(id));
    ObjectNode tree =
        ended
            .map(views::ended)
            .orElseGet(
                () -> views.json(Session.reading(settings, data -> data.builds().status(id))));
    RunView.builds().print(shell, format.format, tree);
    return ExitCode.DONE.value();
  }
}
