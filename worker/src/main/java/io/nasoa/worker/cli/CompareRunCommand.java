package io.nasoa.worker.cli;

import io.nasoa.activities.data.DataRoots;
import io.nasoa.worker.config.Settings;
import io.nasoa.worker.http.OwnedData;
import io.nasoa.workflows.comparison.ComparisonRequest;
import io.nasoa.workflows.comparison.ComparisonTask;
import io.nasoa.zoo.registry.ZooEntry;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a comparison: at the owner of the data directory, or as its owner until it has ended. */
@Command(
    name = "run",
    description =
        "Run methods side by side on tasks at equal cost; started again, it goes on, with more"
            + " seeds if it is to have more.")
final class CompareRunCommand implements Callable<Integer> {
  /** What users of other tools call a recipe that nobody has tuned. */
  private static final String DEFAULT_RECIPE = "default";

  private static final String FIXED = "fixed";
  private static final String RIVALS = "rivals";

  private final Shell shell;
  private final TuningFactory tuning;
  private final Ids ids;

  @Parameters(
      paramLabel = "DATA",
      arity = "1..*",
      description =
          "ImageFolder directories, zips, draw:<family>[:key=value,...], or one of these with"
              + " #class-share=0.5,images=15,image-share=0.3,seed=1.")
  List<String> data = List.of();

  @Option(
      names = "--id",
      paramLabel = "ID",
      description =
          "Id of the comparison: the same id and request again is the same comparison (default: a"
              + " new one).")
  @Nullable String id;

  @Option(
      names = "--methods",
      split = ",",
      defaultValue = "nasoa,one,fixed,random,bohb",
      paramLabel = "NAME",
      description =
          "nasoa, nasoa-frozen, one, fixed (or default), random-plan and rivals plan once; random,"
              + " asha, hyperband, bohb and bohb-continue search (default: ${DEFAULT-VALUE}).")
  List<String> methods = List.of();

  @Option(
      names = {"--limit", "--limits"},
      split = ",",
      defaultValue = "12",
      paramLabel = "SECONDS",
      description =
          "Reference seconds of a plan, and of a search's full evaluation, ascending (default:"
              + " ${DEFAULT-VALUE}).")
  List<Double> limits = List.of();

  @Option(
      names = "--cap",
      defaultValue = "81",
      paramLabel = "N",
      description = "What a search may cost, in limits (default: ${DEFAULT-VALUE}).")
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
      description = "How many budgets searches have, up to the limit (default: ${DEFAULT-VALUE}).")
  int rungs;

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
      names = "--models",
      split = ",",
      paramLabel = "NAME",
      description = "Zoo entries (default: all that plans choose from).")
  List<String> models = List.of();

  @Option(
      names = "--rivals",
      split = ",",
      paramLabel = "NAME",
      description = "Zoo entries of the method rivals (default: all of that role).")
  List<String> rivals = List.of();

  @Option(
      names = "--seeds",
      defaultValue = "1",
      paramLabel = "N",
      description = "Seeds of each method (default: ${DEFAULT-VALUE}).")
  int seeds;

  @Option(
      names = "--plan-seeds",
      paramLabel = "N",
      description = "Seeds of the methods that plan once (default: as many as --seeds).")
  @Nullable Integer planSeeds;

  @Option(
      names = "--seed",
      defaultValue = "0",
      description = "The first of them (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--parallel",
      defaultValue = "1",
      paramLabel = "N",
      description = "Cells under way at a time (default: ${DEFAULT-VALUE}).")
  int parallel;

  @Mixin PlaceOptions place = new PlaceOptions();

  @Option(names = "--wait", description = "Print the result when the comparison has ended.")
  boolean wait;

  @Mixin GlobalOptions options = new GlobalOptions();
  @Mixin OutputOption output = new OutputOption();

  CompareRunCommand(Shell shell, TuningFactory tuning, Ids ids) {
    this.shell = shell;
    this.tuning = tuning;
    this.ids = ids;
  }

  @Override
  public Integer call() {
    Settings settings = options.read(shell).settings();
    ComparisonRequest request = request(settings);
    return new RunStart<>(RunView.comparisons(), shell, settings, tuning, output.format, wait)
        .run(request, request.deviceClass());
  }

  private ComparisonRequest request(Settings settings) {
    List<String> named =
        methods.stream().map(it -> it.equals(DEFAULT_RECIPE) ? FIXED : it).toList();
    return new ComparisonRequest(
        ComparisonRequest.SCHEMA,
        id == null ? "comparison-" + ids.next() : id,
        settings.deployment(),
        tasks(settings),
        named,
        limits,
        cap,
        eta,
        rungs,
        models.isEmpty() ? NamedTasks.plannedModels(settings) : models,
        named.contains(RIVALS) && rivals.isEmpty() ? shippedRivals(settings) : rivals,
        seeds,
        planSeeds == null ? seeds : planSeeds,
        seed,
        parallel,
        place.device(settings),
        place.priority);
  }

  private List<ComparisonTask> tasks(Settings settings) {
    List<TableTasks.Variant> wanted = variants.stream().map(TableTasks.Variant::parse).toList();
    return new TableTasks(new DataRoots(settings.dataRoots()), 1, 1)
        .of(data.stream().map(given -> NamedTasks.absolute(shell, given)).toList(), wanted).stream()
            .map(task -> new ComparisonTask(task.task(), task.group(), task.role()))
            .toList();
  }

  private static List<String> shippedRivals(Settings settings) {
    List<ZooEntry> known = Session.reading(settings, OwnedData::zoo);
    List<String> names =
        known.stream()
            .filter(entry -> entry.role().equals("rival"))
            .map(ZooEntry::name)
            .sorted()
            .toList();
    if (names.isEmpty()) {
      throw new CommandException(
          ExitCode.CONFLICT,
          "--methods: the zoo has no rivals; \"nasoa zoo build DATA --id rivals --rivals\" makes them");
    }
    return names;
  }
}
