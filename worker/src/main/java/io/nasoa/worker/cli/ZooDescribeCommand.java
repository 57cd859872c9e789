package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Json;
import io.nasoa.zoo.architecture.ArchitectureDescription;
import io.nasoa.zoo.architecture.InvalidArchitectureException;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.rivals.Networks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Describes architectures by their strings alone: no store, no tensors. */
@Command(
    name = "describe",
    description = "Print parameters, multiply-accumulates and stages of architectures.")
final class ZooDescribeCommand implements Callable<Integer> {
  private static final List<String> COLUMNS =
      List.of("architecture", "parameters", "macs", "blocks", "stages", "finalChannels");

  private final Shell shell;

  @Parameters(arity = "1..*", paramLabel = "ARCH", description = "Architecture strings.")
  List<String> architectures = new ArrayList<>();

  @Option(
      names = "--resolution",
      defaultValue = "224",
      description = "Side of the input in pixels (default: ${DEFAULT-VALUE}).")
  int resolution;

  @Option(
      names = "--classes",
      defaultValue = "1000",
      description = "Outputs of the head (default: ${DEFAULT-VALUE}).")
  int classes;

  @Option(
      names = "--stem",
      defaultValue = "standard",
      description = "standard, or small: no stride in the stem (default: ${DEFAULT-VALUE}).")
  StemChoice stem = StemChoice.STANDARD;

  @Mixin OutputOption output = new OutputOption();

  ZooDescribeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    if (resolution < 1 || classes < 1) {
      throw new CommandException(
          ExitCode.INVALID_INPUT,
          "--resolution and --classes must be at least 1, were %d and %d"
              .formatted(resolution, classes));
    }
    List<ObjectNode> rows = new ArrayList<>();
    for (String text : architectures) {
      try {
        rows.add(described(text));
      } catch (InvalidArchitectureException e) {
        shell.say(String.valueOf(e.getMessage()));
      }
    }
    if (!rows.isEmpty()) {
      new Printer(shell, output.format).lines(COLUMNS, rows);
    }
    boolean all = rows.size() == architectures.size();
    return (all ? ExitCode.DONE : ExitCode.INVALID_INPUT).value();
  }

  private ObjectNode described(String text) {
    ArchitectureDescription description =
        ArchitectureDescription.of(Networks.parse(text), resolution, classes, stem.stem());
    ObjectNode row = Json.MAPPER.valueToTree(description);
    return row.put("stem", stem.toString());
  }

  /** The two stems as a user names them. */
  enum StemChoice {
    STANDARD(Stem.STANDARD),
    SMALL(Stem.SMALL_INPUT);

    private final Stem stem;

    StemChoice(Stem stem) {
      this.stem = stem;
    }

    Stem stem() {
      return stem;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
