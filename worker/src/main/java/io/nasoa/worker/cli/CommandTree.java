package io.nasoa.worker.cli;

import java.time.InstantSource;
import java.util.SplittableRandom;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** All commands, wired to one shell. */
@Command(
    name = "nasoa",
    description = "Task-oriented online fine-tuning of image models.",
    synopsisSubcommandLabel = "COMMAND")
public final class CommandTree {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Print what a command does and takes.")
  boolean help;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an unexpected failure.")
  boolean debug;

  private CommandTree() {}

  /**
   * The command line; {@link CommandLine#execute} gives the exit code.
   *
   * @param tuning makes what trains, for the commands that do
   */
  public static CommandLine create(Shell shell, TuningFactory tuning) {
    Ids ids = new Ids(InstantSource.system(), new SplittableRandom());
    CommandTree root = new CommandTree();
    CommandLine line = new CommandLine(root);
    line.addSubcommand(new VersionCommand(shell));
    line.addSubcommand(new DoctorCommand(shell));
    line.addSubcommand(new DemoCommand(shell, tuning, ids));
    line.addSubcommand(new UpCommand(shell, tuning));
    line.addSubcommand(WorkerCommand.create(shell, tuning));
    line.addSubcommand(TaskCommand.create(shell, tuning, ids));
    line.addSubcommand(new PredictCommand(shell));
    line.addSubcommand(ExperienceCommand.create(shell));
    line.addSubcommand(PredictorCommand.create(shell));
    line.addSubcommand(HpoCommand.create(shell, tuning));
    line.addSubcommand(CompareCommand.create(shell, tuning, ids));
    line.addSubcommand(SearchCommand.create(shell, tuning));
    line.addSubcommand(ZooCommand.create(shell, tuning));
    line.addSubcommand(new ReportCommand(shell));
    line.addSubcommand(TableCommand.create(shell, tuning));
    line.addSubcommand(new ConfigCommand(shell));
    line.addSubcommand(new DrillCommand(shell));
    return Problems.handledBy(shell, line, () -> root.debug);
  }
}
