package io.nasoa.worker.cli;

import io.nasoa.worker.http.TaskAction;
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
    return RunView.builds().list(shell, options.read(shell).settings(), output.format);
  }

  @Command(description = "Print where a build stands, or how it ended; starts nothing.")
  int show(
      @Parameters(paramLabel = "ID", description = "Id of the build.") String id,
      @Mixin GlobalOptions own,
      @Mixin OutputOption format) {
    return RunView.builds().show(shell, own.read(shell).settings(), format.format, id);
  }
}
