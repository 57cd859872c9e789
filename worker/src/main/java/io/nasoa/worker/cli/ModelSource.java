package io.nasoa.worker.cli;

import io.nasoa.activities.tuning.ModelDescription;
import io.nasoa.activities.tuning.TaskFiles;
import io.nasoa.worker.config.Settings;
import io.nasoa.zoo.registry.ModelZoo;
import io.nasoa.zoo.registry.ZooEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a model's weights lie and what they belong to.
 *
 * @param description architecture, resolution, class names
 * @param weights the safetensors file
 */
record ModelSource(ModelDescription description, Path weights) {

  /** What a user means by a name: a task's model, else a directory, else a zoo entry. */
  static ModelSource find(String name, Shell shell, Settings settings) {
    Optional<ModelSource> task =
        name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")
            ? inDirectory(new TaskFiles(settings.dataDir(), name).directory())
            : Optional.empty();
    return task.or(() -> inDirectory(path(name, shell)))
        .or(() -> inZoo(name, settings)) // last, because only this one needs the store
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCode.CONFLICT,
                    "'%s' is no task with a model, no zoo entry and no directory with a model.json"
                        .formatted(name)));
  }

  private static Path path(String name, Shell shell) {
    try {
      return shell.directory().resolve(name).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new CommandException(
          ExitCode.CONFLICT, "'%s' cannot be the name of a model".formatted(name));
    }
  }

  private static Optional<ModelSource> inDirectory(Path directory) {
    Path file = directory.resolve("model.json");
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ModelSource(ModelDescription.read(file), directory.resolve("model.safetensors")));
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.INVALID_INPUT, "%s cannot be used: %s".formatted(file, e.getMessage()));
    }
  }

  private static Optional<ModelSource> inZoo(String name, Settings settings) {
    if (name.contains("/")) {
      return Optional.empty();
    }
    return Session.reading(settings, data -> data.zooEntry(name)).map(entry -> of(entry, settings));
  }

  private static ModelSource of(ZooEntry entry, Settings settings) {
    ModelDescription description =
        new ModelDescription(
            ModelDescription.FORMAT,
            entry.architecture(),
            entry.stem(),
            entry.resolution(),
            entry.classNames(),
            entry.classes(),
            entry.weightsSha256());
    return new ModelSource(description, ModelZoo.weightsFile(settings.dataDir(), entry));
  }
}
