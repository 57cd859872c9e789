package io.nasoa.worker.cli;

import io.nasoa.worker.config.Settings;
import io.nasoa.workflows.hpo.HpoRequest;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a search for hyper-parameters: at the owner, or as the owner until it has ended. */
@Command(
    name = "start",
    description =
        "Search for model and regime on a task with real fine-tunings, chosen by a fifth of the"
            + " training images.")
final class HpoStartCommand implements Callable<Integer> {
  private final Shell shell;
  private final TuningFactory tuning;

  @Parameters(
      paramLabel = "DATA",
      description =
          "An ImageFolder directory, a zip, draw:<family>[:key=value,...], or one of these with"
              + " #class-share=0.5,images=15,image-share=0.3,seed=1.")
  String data = "";

  @Option(
      names = "--id",
      required = true,
      paramLabel = "ID",
      description = "Id of the search: the same id and request again is the same search.")
  String id = "";

  @Option(
      names = "--method",
      required = true,
      paramLabel = "NAME",
      description = "bohb, bohb-continue, hyperband, asha or random.")
  String method = "";

  @Option(
      names = "--limit",
      defaultValue = "12",
      paramLabel = "SECONDS",
      description = "Reference seconds of a full evaluation (default: ${DEFAULT-VALUE}).")
  double limit;

  @Option(
      names = "--cap",
      defaultValue = "81",
      paramLabel = "N",
      description =
          "What all evaluations together may cost, in limits (default: ${DEFAULT-VALUE}).")
  double cap;

  @Option(
      names = "--eta",
      defaultValue = "3",
      paramLabel = "N",
      description =
          "One in so many goes on, with so many times the budget (default: ${DEFAULT-VALUE}).")
  double eta;

  @Option(
      names = "--rungs",
      defaultValue = "3",
      paramLabel = "N",
      description = "How many budgets there are, up to the limit (default: ${DEFAULT-VALUE}).")
  int rungs;

  @Option(
      names = "--models",
      split = ",",
      paramLabel = "NAME",
      description = "Zoo entries (default: all that plans choose from).")
  List<String> models = List.of();

  @Option(
      names = "--seed",
      defaultValue = "0",
      description =
          "Of the method, the split, heads, orders, augmentation (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--parallel",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "Evaluations under way at a time; what comes out hangs on it (default:"
              + " ${DEFAULT-VALUE}).")
  int parallel;

  @Mixin PlaceOptions place = new PlaceOptions();

  @Option(names = "--wait", description = "Print the result when the search has ended.")
  boolean wait;

  @Mixin GlobalOptions options = new GlobalOptions();
  @Mixin OutputOption output = new OutputOption();

  HpoStartCommand(Shell shell, TuningFactory tuning) {
    this.shell = shell;
    this.tuning = tuning;
  }

  @Override
  public Integer call() {
    Settings settings = options.read(shell).settings();
    HpoRequest request = request(settings);
    return new RunStart<>(RunView.hpo(), shell, settings, tuning, output.format, wait)
        .run(request, request.deviceClass());
  }

  private HpoRequest request(Settings settings) {
    return new HpoRequest(
        HpoRequest.SCHEMA,
        id,
        settings.deployment(),
        NamedTasks.text(shell, data),
        method,
        limit,
        cap,
        eta,
        rungs,
        models.isEmpty() ? NamedTasks.plannedModels(settings) : models,
        seed,
        parallel,
        place.device(settings),
        place.priority);
  }
}
