package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.activities.data.DataRoots;
import io.nasoa.activities.data.DatasetIndex;
import io.nasoa.activities.data.SourceClasses;
import io.nasoa.activities.training.Pretraining;
import io.nasoa.activities.tuning.DeviceLeases;
import io.nasoa.activities.tuning.Trainer;
import io.nasoa.worker.config.Json;
import io.nasoa.worker.config.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a zoo entry from scratch; how the shipped ones were made. */
@Command(
    name = "pretrain",
    description =
        "Train a network from scratch on a source data set and write its weights and model card.")
final class ZooPretrainCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "NAME", description = "Name of the zoo entry.")
  String name = "";

  @Option(names = "--architecture", required = true, description = "Architecture string.")
  String architecture = "";

  @Option(names = "--data", required = true, description = "The source data set.")
  String data = "";

  @Option(
      names = "--all-classes",
      description = "Learn all classes; the default leaves out those kept for experience.")
  boolean allClasses;

  @Option(names = "--resolution", defaultValue = "64", description = "Side of the input in pixels.")
  int resolution;

  @Option(names = "--epochs", defaultValue = "20", description = "Passes over the images.")
  int epochs;

  @Option(names = "--to", defaultValue = ".", description = "Where the two files are written.")
  Path output = Path.of(".");

  @Mixin RecipeOptions recipe = new RecipeOptions();
  @Mixin GlobalOptions options = new GlobalOptions();
  @Mixin OutputOption format = new OutputOption();

  ZooPretrainCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    if (epochs < 1 || recipe.batchSize < 1 || resolution < 1) {
      throw new CommandException(
          ExitCode.INVALID_INPUT,
          "--epochs, --batch-size and --resolution must be at least 1, were %d, %d and %d"
              .formatted(epochs, recipe.batchSize, resolution));
    }
    Settings settings = options.read(shell).settings();
    Trainer trainer =
        new Trainer(
            settings.dataDir(),
            new DataRoots(settings.dataRoots()),
            DeviceLeases.of(settings.devices(), settings.slots()),
            Runtime.getRuntime().availableProcessors(),
            new TorchStart(shell, settings),
            InstantSource.system());
    DatasetIndex source = trainer.index(data);
    if (!allClasses) {
      source = SourceClasses.learned(source);
    }
    StoppableTraining control = new StoppableTraining(shell);
    shell.stopSignals().accept(control::stop);
    try {
      OptionalDouble accuracy =
          trainer
              .pretraining("cpu")
              .run(pretraining(), source, work(settings), output(), command(), control);
      if (accuracy.isEmpty()) {
        return ExitCode.STOPPED.value();
      }
      print(accuracy.getAsDouble());
      return ExitCode.DONE.value();
    } finally {
      control.ended();
    }
  }

  private Pretraining.Recipe pretraining() {
    return new Pretraining.Recipe(
        name,
        architecture,
        recipe.stem.stem(),
        resolution,
        epochs,
        recipe.learningRate,
        recipe.batchSize,
        recipe.weightDecay,
        recipe.seed);
  }

  private Path work(Settings settings) {
    return settings.dataDir().resolve("pretraining").resolve(name);
  }

  private Path output() {
    return shell.directory().resolve(output);
  }

  private String command() {
    Path file = Path.of(data).getFileName();
    return "./nasoa zoo pretrain %s --architecture '%s' --data %s --resolution %d --epochs %d --learning-rate %s --batch-size %d --weight-decay %s --seed %d%s%s"
        .formatted(
            name,
            architecture,
            file == null ? data : file,
            resolution,
            epochs,
            recipe.learningRate,
            recipe.batchSize,
            recipe.weightDecay,
            recipe.seed,
            recipe.stem == ZooDescribeCommand.StemChoice.STANDARD ? "" : " --stem small",
            allClasses ? " --all-classes" : "");
  }

  private void print(double accuracy) {
    ObjectNode row = Json.MAPPER.createObjectNode();
    row.put("name", name).put("reportAccuracy", accuracy);
    row.put("weights", output().resolve(name + ".safetensors").toString());
    row.put("card", output().resolve(name + ".card.json").toString());
    new Printer(shell, format.format).object(row);
  }
}
