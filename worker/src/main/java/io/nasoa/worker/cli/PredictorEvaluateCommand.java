package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Json;
import io.nasoa.zoo.predictor.PredictorFactory;
import io.nasoa.zoo.predictor.StandardPredictors;
import io.nasoa.zoo.predictor.evaluation.ExperienceTable;
import io.nasoa.zoo.predictor.evaluation.ExperienceTables;
import io.nasoa.zoo.predictor.evaluation.PredictorComparison;
import io.nasoa.zoo.predictor.evaluation.PredictorComparison.Line;
import io.nasoa.zoo.table.FineTuningTables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares predictors on a table of past runs: no store, no training of networks on images. */
@Command(
    name = "evaluate",
    description = {
      "Compare the adaptive predictor with plain networks and Weka's models on a table of runs:"
          + " models left out in ten folds, and test-then-train over many orders."
    })
final class PredictorEvaluateCommand implements Callable<Integer> {
  /** A column for each of more tasks is for programs to read, as JSON. */
  private static final int MOST_TASKS_SHOWN = 12;

  private final Shell shell;

  @Option(
      names = "--experience",
      required = true,
      paramLabel = "FILE.csv",
      description =
          "The runs: what table export writes; or columns task, the target, features, and perhaps"
              + " model; or dataset, model_name, error_rate and fit_time with timm's tables in the"
              + " same folder.")
  String experience = "";

  @Option(
      names = "--target",
      paramLabel = "COLUMN",
      description =
          "What is predicted (default: error_rate of fine-tunings of timm models, selectAccuracy of"
              + " what table export writes, else accuracy)."
              + " Of fit_time the logarithm is.")
  @Nullable String target;

  @Option(
      names = "--lower-is-better",
      description = "The least outcome is the best (fine-tunings of timm models: always).")
  boolean lowerIsBetter;

  @Option(
      names = "--predictors",
      split = ",",
      paramLabel = "NAME",
      description = "Only these; the first that is listed is what the others are paired with.")
  List<String> predictors = List.of();

  @Option(
      names = "--orders",
      defaultValue = "20",
      description = "Orders of test-then-train (default: ${DEFAULT-VALUE}).")
  int orders;

  @Option(
      names = "--seed",
      defaultValue = "0",
      description = "Seed of the orders and the predictors (default: ${DEFAULT-VALUE}).")
  long seed;

  @Mixin OutputOption output = new OutputOption();

  PredictorEvaluateCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    if (orders < 1) {
      throw new CommandException(
          ExitCode.INVALID_INPUT, "--orders must be at least 1, was " + orders);
    }
    List<PredictorFactory> chosen = chosen();
    ExperienceTable table = table(shell.directory().resolve(experience));
    List<Line> lines = PredictorComparison.run(table, chosen, orders, seed, this::sayDone);
    new Printer(shell, output.format)
        .list(
            columns(table),
            lines.stream().map(line -> Json.MAPPER.<ObjectNode>valueToTree(line)).toList());
    return ExitCode.DONE.value();
  }

  private ExperienceTable table(Path file) {
    return FineTuningTables.isOne(file)
        ? FineTuningTables.evaluation(file, target)
        : ExperienceTables.read(file, target, lowerIsBetter);
  }

  private List<PredictorFactory> chosen() {
    List<PredictorFactory> all = StandardPredictors.all();
    List<String> names = all.stream().map(PredictorFactory::name).toList();
    for (String name : predictors) {
      if (!names.contains(name)) {
        throw new CommandException(
            ExitCode.INVALID_INPUT,
            "no predictor is named '%s'; there are %s".formatted(name, String.join(", ", names)));
      }
    }
    return predictors.isEmpty()
        ? all
        : all.stream().filter(factory -> predictors.contains(factory.name())).toList();
  }

  private void sayDone(Line line) {
    shell.say(
        String.format(
            Locale.ROOT,
            "%s: mean absolute error %.4f of models left out, %.4f test-then-train",
            line.predictor(),
            line.leftOut().meanAbsoluteError(),
            line.orders().meanAbsoluteError()));
  }

  private static List<String> columns(ExperienceTable table) {
    List<String> columns = new ArrayList<>();
    columns.addAll(List.of("predictor", "leftOut.meanAbsoluteError", "leftOut.meanSquaredError"));
    TreeSet<String> tasks = new TreeSet<>();
    table.rows().forEach(row -> tasks.add(row.task()));
    if (tasks.size() <= MOST_TASKS_SHOWN) {
      tasks.forEach(task -> columns.add("leftOut.rankCorrelation." + task));
    }
    columns.addAll(
        List.of(
            "orders.meanAbsoluteError",
            "orders.meanSquaredError",
            "orders.rankCorrelation",
            "orders.regret",
            "errorLead.mean",
            "errorLead.low",
            "errorLead.high"));
    return columns;
  }
}
