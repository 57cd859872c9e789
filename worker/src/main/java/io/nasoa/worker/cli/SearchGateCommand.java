package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.activities.data.DataRoots;
import io.nasoa.activities.search.ProxyGate;
import io.nasoa.activities.search.ProxyTraining;
import io.nasoa.activities.tuning.DeviceLeases;
import io.nasoa.activities.tuning.Trainer;
import io.nasoa.worker.config.Json;
import io.nasoa.worker.config.Settings;
import io.nasoa.workflows.search.ProxyRecipe;
import io.nasoa.zoo.architecture.Architecture;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks, before a search, whether its short trainings can be believed. */
@Command(
    name = "gate",
    description = "Whether a search's short trainings rank architectures as longer ones do.")
final class SearchGateCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(index = "0", paramLabel = "DATA", description = "The source data set.")
  String data = "";

  @Parameters(
      index = "1..*",
      arity = "2..*",
      paramLabel = "ARCHITECTURE",
      description = "What is trained, twice each.")
  List<String> architectures = List.of();

  @Option(names = "--epochs", defaultValue = "3", description = "Passes of the short training.")
  int epochs;

  @Option(names = "--resolution", defaultValue = "48", description = "Its input's side in pixels.")
  int resolution;

  @Option(
      names = "--reference-epochs",
      defaultValue = "12",
      description = "Passes of the longer training.")
  int referenceEpochs;

  @Option(
      names = "--reference-resolution",
      defaultValue = "64",
      description = "Its input's side in pixels.")
  int referenceResolution;

  @Mixin RecipeOptions recipe = new RecipeOptions();
  @Mixin GlobalOptions options = new GlobalOptions();
  @Mixin OutputOption format = new OutputOption();

  SearchGateCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    architectures.forEach(Architecture::parse);
    Settings settings = options.read(shell).settings();
    Trainer trainer =
        new Trainer(
            settings.dataDir(),
            new DataRoots(settings.dataRoots()),
            DeviceLeases.of(settings.devices(), settings.slots()),
            Runtime.getRuntime().availableProcessors(),
            new TorchStart(shell, settings),
            InstantSource.system());
    ProxyGate gate = new ProxyGate(new ProxyTraining(trainer), settings.dataDir());
    StoppableTraining control = new StoppableTraining(shell);
    shell.stopSignals().accept(control::stop);
    try {
      Optional<ProxyGate.Result> result = gate.run(plan(settings), control, this::say);
      if (result.isEmpty()) {
        return ExitCode.STOPPED.value();
      }
      new Printer(shell, format.format).object(json(result.get()));
      return ExitCode.DONE.value();
    } finally {
      control.ended();
    }
  }

  private ProxyGate.Plan plan(Settings settings) {
    return new ProxyGate.Plan(
        data,
        architectures,
        recipe.stem.stem(),
        training(resolution, epochs),
        training(referenceResolution, referenceEpochs),
        recipe.seed,
        settings.device());
  }

  private ProxyRecipe training(int side, int passes) {
    ProxyRecipe training =
        new ProxyRecipe(side, passes, recipe.learningRate, recipe.batchSize, recipe.weightDecay);
    List<String> problems = training.problems();
    if (!problems.isEmpty()) {
      throw new CommandException(ExitCode.INVALID_INPUT, String.join("; ", problems));
    }
    return training;
  }

  private void say(ProxyGate.Row row) {
    shell.say(
        "%s: %s after the short training, %s after the longer one"
            .formatted(row.architecture(), row.proxy().accuracy(), row.reference().accuracy()));
  }

  private static ObjectNode json(ProxyGate.Result result) {
    ObjectNode object = Json.MAPPER.createObjectNode();
    object.put("kendallTau", result.kendallTau());
    ArrayNode rows = object.putArray("architectures");
    for (ProxyGate.Row row : result.rows()) {
      ObjectNode node = rows.addObject();
      node.put("architecture", row.architecture());
      node.put("proxyAccuracy", row.proxy().accuracy());
      node.put("referenceAccuracy", row.reference().accuracy());
      node.put("stepTime", row.proxy().stepTime());
      node.put("proxySeconds", row.proxy().trainingSeconds());
      node.put("referenceSeconds", row.reference().trainingSeconds());
      node.put("macs", row.proxy().macs());
    }
    return object;
  }
}
