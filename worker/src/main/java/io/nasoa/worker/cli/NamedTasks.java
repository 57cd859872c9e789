package io.nasoa.worker.cli;

import io.nasoa.worker.config.Settings;
import io.nasoa.worker.http.OwnedData;
import io.nasoa.zoo.registry.ZooEntry;
import io.nasoa.zoo.task.InvalidSubTaskException;
import io.nasoa.zoo.task.SubTask;
import java.nio.file.Path;
import java.util.List;

/** What commands that compare name: tasks drawn from data, and the models to start from. */
final class NamedTasks {
  private NamedTasks() {}

  /** The text of a task as any process reads it: with an absolute path, in its canonical form. */
  static String text(Shell shell, String given) {
    try {
      return SubTask.parse(absolute(shell, given)).text();
    } catch (InvalidSubTaskException e) {
      throw new CommandException(ExitCode.INVALID_INPUT, String.valueOf(e.getMessage()));
    }
  }

  /** The same data with an absolute path. */
  static String absolute(Shell shell, String given) {
    if (given.startsWith("draw:") || given.isBlank()) {
      return given;
    }
    int mark = given.lastIndexOf('#');
    String path = mark < 0 ? given : given.substring(0, mark);
    String whole = shell.directory().resolve(Path.of(path)).toAbsolutePath().normalize().toString();
    return mark < 0 ? whole : whole + given.substring(mark);
  }

  /** What plans choose from: of a new data directory, what the program comes with. */
  static List<String> plannedModels(Settings settings) {
    List<ZooEntry> known = Session.reading(settings, OwnedData::zoo);
    return known.stream()
        .filter(entry -> entry.role().equals("zoo"))
        .map(ZooEntry::name)
        .sorted()
        .toList();
  }
}
