package io.nasoa.worker.cli;

import io.nasoa.activities.data.DataRoots;
import io.nasoa.worker.config.Settings;
import io.nasoa.workflows.table.TableRequest;
import io.nasoa.workflows.table.TableTask;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a table: at the owner of the data directory, or as its owner until it has ended. */
@Command(
    name = "start",
    description =
        "Fine-tune models with many regimes on many tasks and keep what came of it as rows.")
final class TableStartCommand implements Callable<Integer> {
  private final Shell shell;
  private final TuningFactory tuning;

  @Parameters(
      paramLabel = "DATA",
      arity = "1..*",
      description =
          "ImageFolder directories, zips, draw:<family>[:key=value,...], or one of these with"
              + " #class-share=0.5,images=15,image-share=0.3,seed=1.")
  List<String> data = List.of();

  @Option(
      names = "--id",
      required = true,
      paramLabel = "ID",
      description = "Id of the table: the same id and request again is the same table.")
  String id = "";

  @Option(
      names = "--limits",
      split = ",",
      defaultValue = "4,12,36",
      paramLabel = "SECONDS",
      description = "Reference seconds of a trial, ascending (default: ${DEFAULT-VALUE}).")
  List<Double> limits = List.of();

  @Option(
      names = "--configurations",
      defaultValue = "24",
      paramLabel = "N",
      description =
          "Configurations of a whole data set, each model's default among them (default:"
              + " ${DEFAULT-VALUE}).")
  int configurations;

  @Option(
      names = "--variants",
      split = ",",
      defaultValue = "full",
      paramLabel = "NAME",
      description =
          "Tasks of each data set: full, few (15 images a class), half (of the classes), part (30"
              + " %% of the images) (default: ${DEFAULT-VALUE}).")
  List<String> variants = List.of();

  @Option(
      names = "--variant-configurations",
      defaultValue = "8",
      paramLabel = "N",
      description = "Configurations of the other variants (default: ${DEFAULT-VALUE}).")
  int variantConfigurations;

  @Option(
      names = "--models",
      split = ",",
      paramLabel = "NAME",
      description = "Zoo entries (default: all that plans choose from).")
  List<String> models = List.of();

  @Option(
      names = "--seed",
      defaultValue = "0",
      description = "Of splits, heads, orders and augmentation (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--design-seed",
      defaultValue = "0",
      description = "Of the configurations (default: ${DEFAULT-VALUE}).")
  long designSeed;

  @Option(
      names = "--parallel",
      defaultValue = "1",
      paramLabel = "N",
      description = "Trials under way at a time (default: ${DEFAULT-VALUE}).")
  int parallel;

  @Option(
      names = "--profile-seconds",
      defaultValue = "30",
      paramLabel = "SECONDS",
      description =
          "That a task's profile may take; 0 for counts only (default: ${DEFAULT-VALUE}).")
  double profileSeconds;

  @Mixin PlaceOptions place = new PlaceOptions();

  @Option(names = "--wait", description = "Print the result when the table has ended.")
  boolean wait;

  @Mixin GlobalOptions options = new GlobalOptions();
  @Mixin OutputOption output = new OutputOption();

  TableStartCommand(Shell shell, TuningFactory tuning) {
    this.shell = shell;
    this.tuning = tuning;
  }

  @Override
  public Integer call() {
    Settings settings = options.read(shell).settings();
    TableRequest request = request(settings);
    return new RunStart<>(RunView.tables(), shell, settings, tuning, output.format, wait)
        .run(request, request.deviceClass());
  }

  private TableRequest request(Settings settings) {
    List<TableTasks.Variant> wanted = variants.stream().map(TableTasks.Variant::parse).toList();
    List<TableTask> tasks =
        new TableTasks(
                new DataRoots(settings.dataRoots()),
                configurations,
                Math.min(configurations, variantConfigurations))
            .of(data.stream().map(given -> NamedTasks.absolute(shell, given)).toList(), wanted);
    return new TableRequest(
        TableRequest.SCHEMA,
        id,
        settings.deployment(),
        tasks,
        limits,
        configurations,
        models.isEmpty() ? NamedTasks.plannedModels(settings) : models,
        designSeed,
        seed,
        parallel,
        profileSeconds,
        place.device(settings),
        place.priority);
  }
}
