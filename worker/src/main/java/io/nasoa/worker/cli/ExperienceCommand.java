package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Json;
import io.nasoa.worker.config.Settings;
import io.nasoa.worker.http.OwnedData;
import io.nasoa.worker.http.OwnedExperience;
import io.nasoa.zoo.experience.Experience;
import io.nasoa.zoo.experience.ExperienceJson;
import io.nasoa.zoo.experience.StoredExperience;
import io.nasoa.zoo.learning.ExperienceFile;
import io.nasoa.zoo.learning.ExperienceFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What runs taught. */
@Command(
    name = "experience",
    description = "What past runs taught, and what plans are made from.",
    synopsisSubcommandLabel = "COMMAND")
final class ExperienceCommand {
  private static final List<String> COLUMNS =
      List.of(
          "task",
          "run",
          "kind",
          "lesson",
          "dataset",
          "model",
          "accuracy",
          "steps",
          "activeSeconds");

  private final Shell shell;

  private ExperienceCommand(Shell shell) {
    this.shell = shell;
  }

  static CommandLine create(Shell shell) {
    return new CommandLine(new ExperienceCommand(shell));
  }

  /** Which experience is meant. */
  static final class Which {
    @Option(names = "--task", paramLabel = "ID", description = "Of this task only.")
    @Nullable String task;

    @Option(
        names = "--dataset",
        paramLabel = "NAME",
        description = "Of data of this origin only (column dataset of the list).")
    @Nullable String dataset;

    @Option(
        names = "--kind",
        paramLabel = "own|prior",
        description = "Only that of own runs, or only that which came with the program.")
    @Nullable String kind;

    ExperienceFilter filter() {
      return new ExperienceFilter(task, dataset, kind());
    }

    private Experience.@Nullable Kind kind() {
      if (kind == null) {
        return null;
      }
      return switch (kind.toLowerCase(Locale.ROOT)) {
        case "own" -> Experience.Kind.OWN;
        case "prior" -> Experience.Kind.PRIOR;
        default ->
            throw new CommandException(
                ExitCode.USAGE, "--kind is '%s', expected own or prior".formatted(kind));
      };
    }

    boolean isEverything() {
      return task == null && dataset == null && kind == null;
    }
  }

  @Command(description = "List what was learned from, the first learned first.")
  int list(@Mixin Which which, @Mixin GlobalOptions options, @Mixin OutputOption output) {
    List<ObjectNode> rows =
        rows(options.read(shell).settings(), which).stream().map(ExperienceCommand::row).toList();
    new Printer(shell, output.format).list(COLUMNS, rows);
    return ExitCode.DONE.value();
  }

  private static List<StoredExperience> rows(Settings settings, Which which) {
    ExperienceFilter filter = which.filter();
    return with(settings, OwnedExperience::list).stream().filter(filter::matches).toList();
  }

  private static <T> T with(Settings settings, Function<OwnedExperience, T> work) {
    return Session.reading(settings, (OwnedData data) -> work.apply(data.experience()));
  }

  /** What eyes look for first, then the whole. */
  private static ObjectNode row(StoredExperience stored) {
    ObjectNode row = Json.MAPPER.createObjectNode();
    row.put("deployment", stored.deployment());
    row.put("task", stored.taskId()).put("run", stored.run());
    try {
      Experience experience = ExperienceJson.read(stored.experienceJson());
      row.put("kind", experience.kind().name());
      row.put("lesson", experience.outcome().lesson().name());
      row.put("dataset", experience.dataset()).put("model", experience.model().name());
      row.put("accuracy", experience.outcome().accuracy());
      row.put("steps", experience.outcome().steps());
      row.put("activeSeconds", experience.cost().activeSeconds());
      row.put("recordedAt", stored.recordedAt().toString());
      row.set("experience", ExperienceJson.tree(experience));
    } catch (IllegalArgumentException e) {
      row.put("lesson", "UNREADABLE").put("error", e.getMessage());
    }
    return row;
  }

  @Command(description = "Count what was learned from.")
  int stats(@Mixin GlobalOptions options, @Mixin OutputOption output) {
    List<StoredExperience> all = with(options.read(shell).settings(), OwnedExperience::list);
    new Printer(shell, output.format).object(ExperienceStats.of(all));
    return ExitCode.DONE.value();
  }

  @Command(
      description =
          "Write experience as a file that \"nasoa experience import\" takes up elsewhere: CSV if its name ends in .csv, else JSON.")
  int export(
      @Parameters(paramLabel = "FILE", description = "What to write; must not exist.") Path file,
      @Mixin Which which,
      @Mixin GlobalOptions options) {
    List<StoredExperience> rows = rows(options.read(shell).settings(), which);
    boolean csv = file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
    Path target = shell.directory().resolve(file);
    try {
      String text = csv ? ExperienceFile.csv(rows) : ExperienceFile.json(rows);
      Files.writeString(target, text, java.nio.file.StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new CommandException(ExitCode.FAILED, "%s cannot be written: %s".formatted(target, e));
    } catch (IllegalArgumentException e) {
      throw new CommandException(
          ExitCode.FAILED,
          "what a newer version stored cannot be exported by this one: " + e.getMessage());
    }
    shell.say("%d experiences written to %s".formatted(rows.size(), target));
    return ExitCode.DONE.value();
  }

  @Command(
      name = "import",
      description = "Take up exported experience, all of a file or nothing; known runs stay.")
  int add(
      @Parameters(
              paramLabel = "FILE",
              description = "JSON or CSV of an export, or a fine-tuning table.")
          Path file,
      @Mixin GlobalOptions options,
      @Mixin OutputOption output) {
    Path source = shell.directory().resolve(file);
    try {
      if (!Files.isRegularFile(source)) {
        throw new IllegalArgumentException("there is no such file");
      }
      OwnedExperience.Imported done =
          with(options.read(shell).settings(), experience -> experience.add(source));
      ObjectNode row = Json.MAPPER.createObjectNode().put("file", file.toString());
      row.put("read", done.read()).put("added", done.added());
      row.put("known", done.read() - done.added());
      new Printer(shell, output.format).object(row);
      return ExitCode.DONE.value();
    } catch (IllegalArgumentException e) {
      throw new CommandException(
          ExitCode.INVALID_INPUT, "%s: %s; nothing was imported".formatted(file, e.getMessage()));
    }
  }

  @Command(
      description = "Forget experience: what plans are made from is then learned anew without it.")
  int forget(
      @Mixin Which which,
      @Option(names = "--all", description = "All of it.") boolean all,
      @Mixin GlobalOptions options,
      @Mixin OutputOption output) {
    if (which.isEverything() != all) {
      throw new CommandException(
          ExitCode.USAGE, "say what is to be forgotten: --task, --dataset, --kind, or --all alone");
    }
    ExperienceFilter filter = which.filter();
    int forgotten = with(options.read(shell).settings(), experience -> experience.forget(filter));
    new Printer(shell, output.format)
        .object(Json.MAPPER.createObjectNode().put("forgotten", forgotten));
    return ExitCode.DONE.value();
  }
}
