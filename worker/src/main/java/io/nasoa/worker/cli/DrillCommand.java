package io.nasoa.worker.cli;

import io.nasoa.worker.drill.Drill;
import io.nasoa.worker.drill.DrillPlan;
import io.nasoa.worker.drill.DrillReport;
import io.nasoa.worker.drill.DrilledHpo;
import io.nasoa.worker.drill.DrilledRun;
import io.nasoa.worker.drill.DrilledSearch;
import io.nasoa.worker.drill.LongRunDrill;
import io.nasoa.worker.drill.LongRunDrillReport;
import io.nasoa.worker.process.ChildCommand;
import io.nasoa.workflows.hpo.HpoRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Proves on this machine what is promised of kills. */
@Command(
    name = "drill",
    description =
        "Kill trainers, control and server at random moments of a stream of tasks or of a long run, and compare with an undisturbed one.")
final class DrillCommand implements Callable<Integer> {
  private static final String DEPLOYMENT = "drill";

  private final Shell shell;

  @Option(
      names = "--kills",
      defaultValue = "5",
      paramLabel = "N",
      description = "How often something is killed (default: ${DEFAULT-VALUE}).")
  int kills;

  @Option(
      names = "--tasks",
      defaultValue = "10",
      paramLabel = "N",
      description = "Tasks of a stream (default: ${DEFAULT-VALUE}).")
  int tasks;

  @Option(
      names = "--steps",
      defaultValue = "100",
      paramLabel = "N",
      description = "Training steps of a task (default: ${DEFAULT-VALUE}).")
  int steps;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Chooses moments and victims (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--temporal",
      paramLabel = "FILE",
      description =
          "The Temporal command line program: its development server with a database file is used and killed too (default: the embedded server).")
  @Nullable Path temporal;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "Takes data, logs and the server's database (default: a new temporary one).")
  @Nullable Path directory;

  @Option(
      names = "--search",
      description = "Disturb architecture searches of made-up candidates instead of tasks.")
  boolean search;

  @Option(
      names = "--evaluations",
      defaultValue = "24",
      paramLabel = "N",
      description = "With --search: evaluations of a search (default: ${DEFAULT-VALUE}).")
  int evaluations;

  @Option(
      names = "--hpo",
      paramLabel = "METHOD",
      description =
          "Disturb searches for hyper-parameters by made-up trials instead of tasks: bohb, bohb-continue, hyperband, asha or random.")
  @Nullable String hpo;

  @Option(
      names = "--cap",
      defaultValue = "12",
      paramLabel = "N",
      description =
          "With --hpo: what a search may cost, in multiples of its longest trial (default: ${DEFAULT-VALUE}).")
  int cap;

  @Mixin OutputOption output = new OutputOption();

  DrillCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path given = directory;
    Path place =
        given == null
            ? Files.createTempDirectory("nasoa-drill-")
            : Files.createDirectories(shell.directory().resolve(given)).toAbsolutePath();
    DrillPlan plan = new DrillPlan(place, program(), DEPLOYMENT, tasks, steps, kills, seed);
    shell.say("drilling in " + place);
    List<String> up = ChildCommand.thisProgram(Nasoa.class.getName(), List.of("up"));
    Optional<DrilledRun> work = work();
    if (work.isPresent()) {
      LongRunDrillReport report = new LongRunDrill(plan, work.get(), up, shell::say).run();
      return told(report, report.violations());
    }
    DrillReport report = new Drill(plan, up, shell::say).run();
    return told(report, report.violations());
  }

  private Optional<DrilledRun> work() {
    String method = hpo;
    if (method == null) {
      return search ? Optional.of(new DrilledSearch(evaluations, seed)) : Optional.empty();
    }
    if (search) {
      throw new CommandException(ExitCode.INVALID_INPUT, "choose one of --search and --hpo");
    }
    if (!HpoRequest.METHODS.contains(method)) {
      throw new CommandException(
          ExitCode.INVALID_INPUT,
          "--hpo: expected one of %s, was '%s'"
              .formatted(String.join(", ", HpoRequest.METHODS), method));
    }
    return Optional.of(new DrilledHpo(method, cap, seed));
  }

  private int told(Record report, List<String> violations) {
    new Printer(shell, output.format).object(new TaskViews().tree(report));
    violations.forEach(shell::say);
    return (violations.isEmpty() ? ExitCode.DONE : ExitCode.FAILED).value();
  }

  private @Nullable Path program() {
    Path given = temporal;
    if (given == null) {
      return null;
    }
    Path program = shell.directory().resolve(given).toAbsolutePath();
    if (!Files.isExecutable(program)) {
      throw new CommandException(
          ExitCode.INVALID_INPUT, "--temporal: %s is not a program".formatted(given));
    }
    return program;
  }
}
