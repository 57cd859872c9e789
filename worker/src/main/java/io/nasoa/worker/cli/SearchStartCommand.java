package io.nasoa.worker.cli;

import io.nasoa.activities.work.SyntheticWork;
import io.nasoa.worker.config.Settings;
import io.nasoa.workflows.search.MacroRange;
import io.nasoa.workflows.search.ProxyRecipe;
import io.nasoa.workflows.search.SearchRequest;
import io.nasoa.zoo.architecture.Architecture;
import io.nasoa.zoo.architecture.PublishedModels;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.search.BlockLevel;
import io.nasoa.zoo.search.Limits;
import io.nasoa.zoo.search.NetworkLimits;
import io.nasoa.zoo.search.SearchSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a search: at the owner of the data directory, or as its owner until it has ended. */
@Command(
    name = "start",
    description =
        "Search for networks on a source data set: first for blocks, then for whole networks of the best of them.")
final class SearchStartCommand implements Callable<Integer> {
  /** Of ten evaluations, so many are for blocks where nothing else is said. */
  private static final double BLOCK_SHARE = 0.45;

  private static final int COST_RESOLUTION = 64;
  private static final int COST_CLASSES = 100;

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
      description = "Id of the search: the same id and request again is the same search.")
  String id = "";

  @Option(
      names = "--evaluations",
      defaultValue = "180",
      paramLabel = "N",
      description = "Candidates that are trained, at both levels (default: ${DEFAULT-VALUE}).")
  int evaluations;

  @Option(
      names = "--block-evaluations",
      paramLabel = "N",
      description = "Those at block level (default: 45 %% of all).")
  @Nullable Integer blockEvaluations;

  @Option(
      names = "--macro-evaluations",
      paramLabel = "N",
      description = "Those at macro level (default: the rest).")
  @Nullable Integer macroEvaluations;

  @Option(
      names = "--parallel",
      defaultValue = "4",
      paramLabel = "N",
      description = "Candidates under way at a time (default: ${DEFAULT-VALUE}).")
  int parallel;

  @Option(
      names = "--seed",
      defaultValue = "0",
      description = "What every random choice hangs on (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(names = "--epochs", paramLabel = "N", description = "Passes of a candidate's training.")
  @Nullable Integer epochs;

  @Option(names = "--resolution", paramLabel = "PIXELS", description = "Side of its input.")
  @Nullable Integer resolution;

  @Option(names = "--learning-rate", paramLabel = "X", description = "Its peak learning rate.")
  @Nullable Double learningRate;

  @Option(names = "--batch-size", paramLabel = "N", description = "Its images a step.")
  @Nullable Integer batchSize;

  @Option(names = "--weight-decay", paramLabel = "X", description = "Its L2 factor.")
  @Nullable Double weightDecay;

  @Option(
      names = "--stem",
      defaultValue = "standard",
      description = "standard, or small for inputs of 32 pixels and below.")
  ZooDescribeCommand.StemChoice stem = ZooDescribeCommand.StemChoice.STANDARD;

  @Option(
      names = "--block-width",
      defaultValue = "16",
      paramLabel = "N",
      description = "Width of the network that blocks are tried in (default: ${DEFAULT-VALUE}).")
  int blockWidth;

  @Option(
      names = "--block-macro",
      defaultValue = "1-21-21-21",
      paramLabel = "MACRO",
      description = "Its macro (default: ${DEFAULT-VALUE}).")
  String blockMacro = "";

  @Option(
      names = "--widths",
      split = ",",
      paramLabel = "N",
      description = "Widths to choose from at macro level (default: 8,16,24,32).")
  List<Integer> widths = MacroRange.DEFAULT.widths();

  @Option(
      names = "--max-stage-blocks",
      defaultValue = "4",
      paramLabel = "N",
      description = "Most blocks of a stage (default: ${DEFAULT-VALUE}).")
  int maxStageBlocks;

  @Option(
      names = "--min-macs",
      defaultValue = "1000000",
      paramLabel = "N",
      description = "Fewest multiply-accumulates at 64 pixels (default: ${DEFAULT-VALUE}).")
  long minMacs;

  @Option(
      names = "--max-macs",
      defaultValue = "40000000",
      paramLabel = "N",
      description = "Most multiply-accumulates at 64 pixels (default: ${DEFAULT-VALUE}).")
  long maxMacs;

  @Option(
      names = "--max-parameters",
      defaultValue = "3000000",
      paramLabel = "N",
      description = "Most parameters (default: ${DEFAULT-VALUE}).")
  long maxParameters;

  @Option(
      names = "--population",
      defaultValue = "16",
      paramLabel = "N",
      description = "How many of the best are parents (default: ${DEFAULT-VALUE}).")
  int population;

  @Option(
      names = "--accuracy-tie",
      defaultValue = "0",
      paramLabel = "X",
      description = "Accuracies that differ by less are a tie (default: ${DEFAULT-VALUE}).")
  double accuracyTie;

  @Option(
      names = "--reevaluate-every",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "Every that many askings the front is evaluated again with another seed; 0 for never (default: ${DEFAULT-VALUE}).")
  int reevaluateEvery;

  @Option(
      names = "--first",
      paramLabel = "ARCHITECTURE",
      description =
          "Evaluated first; may be given often (default: the published models within the limits).")
  List<String> first = List.of();

  @Mixin PlaceOptions place = new PlaceOptions();

  @Option(names = "--wait", description = "Print the result when the search has ended.")
  boolean wait;

  @Mixin GlobalOptions options = new GlobalOptions();
  @Mixin OutputOption output = new OutputOption();

  SearchStartCommand(Shell shell, TuningFactory tuning) {
    this.shell = shell;
    this.tuning = tuning;
  }

  @Override
  public Integer call() {
    Settings settings = options.read(shell).settings();
    SearchRequest request = request(settings);
    return new RunStart<>(RunView.searches(), shell, settings, tuning, output.format, wait)
        .run(request, request.deviceClass());
  }

  private SearchRequest request(Settings settings) {
    int block = blocks();
    int macro = macroEvaluations == null ? Math.max(0, evaluations - block) : macroEvaluations;
    try {
      NetworkLimits limits =
          new NetworkLimits(
              COST_RESOLUTION,
              COST_CLASSES,
              stem(),
              minMacs,
              new Limits(maxParameters, maxMacs, Limits.NONE.memoryBytes()));
      MacroRange range = MacroRange.DEFAULT;
      return new SearchRequest(
          SearchRequest.SCHEMA,
          id,
          settings.deployment(),
          absolute(),
          stem(),
          seed,
          block,
          macro,
          parallel,
          recipe(),
          new BlockLevel(blockWidth, blockMacro, 2, 4, 2),
          new MacroRange(
              widths, range.stages(), maxStageBlocks, range.minDoublings(), range.maxDoublings()),
          new SearchSettings(population, 0.5, reevaluateEvery, accuracyTie, Limits.NONE),
          limits,
          first.isEmpty() ? published(limits) : first,
          place.device(settings),
          place.priority);
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.INVALID_INPUT, String.valueOf(e.getMessage()));
    }
  }

  private int blocks() {
    if (blockEvaluations != null) {
      return blockEvaluations;
    }
    return macroEvaluations == null
        ? (int) Math.round(BLOCK_SHARE * evaluations)
        : Math.max(0, evaluations - macroEvaluations);
  }

  private static List<String> published(NetworkLimits limits) {
    return PublishedModels.all().stream()
        .map(model -> model.architecture())
        .filter(limits::admit)
        .map(Architecture::toString)
        .toList();
  }

  private ProxyRecipe recipe() {
    ProxyRecipe recipe = ProxyRecipe.DEFAULT;
    return new ProxyRecipe(
        resolution == null ? recipe.resolution() : resolution,
        epochs == null ? recipe.epochs() : epochs,
        learningRate == null ? recipe.learningRate() : learningRate,
        batchSize == null ? recipe.batchSize() : batchSize,
        weightDecay == null ? recipe.weightDecay() : weightDecay);
  }

  private Stem stem() {
    return stem == ZooDescribeCommand.StemChoice.STANDARD ? Stem.STANDARD : Stem.SMALL_INPUT;
  }

  private String absolute() {
    return data.startsWith("draw:") || SyntheticWork.serves(data) || data.isBlank()
        ? data
        : shell.directory().resolve(Path.of(data)).toAbsolutePath().normalize().toString();
  }
}
