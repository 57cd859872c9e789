package io.nasoa.worker.cli;

import io.nasoa.worker.config.Settings;
import io.nasoa.workflows.registration.PretrainingRecipe;
import io.nasoa.workflows.registration.RegistrationModel;
import io.nasoa.workflows.registration.RegistrationRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fills the zoo: at the owner of the data directory, or as its owner until that has ended. */
@Command(
    name = "build",
    description =
        "Pretrain networks from scratch on a source data set, measure them and register them in the zoo.")
final class ZooBuildCommand implements Callable<Integer> {
  private final Shell shell;
  private final TuningFactory tuning;

  @Parameters(
      paramLabel = "DATA",
      description = "ImageFolder directory, zip of one, or draw:<family>[:key=value,...].")
  String data = "";

  @Option(
      names = "--id",
      required = true,
      paramLabel = "ID",
      description = "Id of the build: the same id and request again is the same build.")
  String id = "";

  @ArgGroup(multiplicity = "1")
  Models models = new Models();

  /** Which networks; one of these ways. */
  static final class Models {
    @Option(
        names = "--search",
        paramLabel = "ID",
        description = "The Pareto front of a search that has ended.")
    @Nullable String search;

    @Option(
        names = "--model",
        paramLabel = "NAME=ARCHITECTURE",
        description = "A network by its string; may be given often.")
    List<String> named = List.of();

    @Option(
        names = "--rivals",
        description = "The published families that the zoo is compared with.")
    boolean rivals;
  }

  @Option(
      names = "--most",
      defaultValue = "8",
      paramLabel = "N",
      description =
          "With --search: models at most, spread evenly in the logarithm of the step time (default: ${DEFAULT-VALUE}).")
  int most;

  @Option(
      names = "--epochs",
      defaultValue = "20",
      paramLabel = "N",
      description = "Passes over the images (default: ${DEFAULT-VALUE}).")
  int epochs;

  @Option(
      names = "--resolution",
      defaultValue = "64",
      paramLabel = "PIXELS",
      description = "Side of the input (default: ${DEFAULT-VALUE}).")
  int resolution;

  @Mixin RecipeOptions recipe = new RecipeOptions();

  @Mixin PlaceOptions place = new PlaceOptions();

  @Option(names = "--wait", description = "Print the result when the build has ended.")
  boolean wait;

  @Mixin AirflowOptions airflow = new AirflowOptions();
  @Mixin GlobalOptions options = new GlobalOptions();
  @Mixin OutputOption output = new OutputOption();

  ZooBuildCommand(Shell shell, TuningFactory tuning) {
    this.shell = shell;
    this.tuning = tuning;
  }

  @Override
  public Integer call() {
    if (most < 1) {
      throw new CommandException(ExitCode.INVALID_INPUT, "--most must be at least 1, was " + most);
    }
    Settings settings = options.read(shell).settings();
    RegistrationRequest request = request(settings);
    return new RunStart<>(RunView.builds(), shell, settings, tuning, output.format, wait)
        .run(request, request.deviceClass());
  }

  private RegistrationRequest request(Settings settings) {
    return new RegistrationRequest(
            RegistrationRequest.SCHEMA,
            id,
            settings.deployment(),
            absolute(),
            recipe.stem.stem(),
            resolution,
            models(settings),
            new PretrainingRecipe(
                epochs, recipe.learningRate, recipe.batchSize, recipe.weightDecay, recipe.seed),
            place.device(settings),
            place.priority)
        .with(airflow.before(shell.directory()), airflow.after(shell.directory()));
  }

  private List<RegistrationModel> models(Settings settings) {
    if (models.search != null) {
      return BuildModels.front(settings, models.search, most);
    }
    return models.rivals ? BuildModels.rivals() : BuildModels.named(models.named);
  }

  private String absolute() {
    boolean prepared = data.contains("://") && airflow.preparesData(shell.directory());
    return prepared || data.startsWith("draw:") || data.isBlank()
        ? data
        : shell.directory().resolve(Path.of(data)).toAbsolutePath().normalize().toString();
  }
}
