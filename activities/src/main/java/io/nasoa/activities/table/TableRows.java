package io.nasoa.activities.table;

import io.nasoa.activities.trial.CardAccuracy;
import io.nasoa.activities.trial.TrialModels;
import io.nasoa.workflows.table.TableEntry;
import io.nasoa.workflows.table.TableRequest;
import io.nasoa.workflows.table.TableRow;
import io.nasoa.workflows.table.TableTask;
import io.nasoa.workflows.trial.ReportOutcome;
import io.nasoa.workflows.trial.TaskDescription;
import io.nasoa.workflows.trial.TrialCost;
import io.nasoa.workflows.trial.TrialInput;
import io.nasoa.workflows.trial.TrialModel;
import io.nasoa.workflows.trial.TrialOutcome;
import io.nasoa.zoo.cost.ModelCost;
import io.nasoa.zoo.experience.Regime;
import io.nasoa.zoo.regime.Configuration;
import io.nasoa.zoo.regime.RegimeAxes;
import io.nasoa.zoo.registry.ZooEntry;
import io.nasoa.zoo.table.DesignedConfiguration;
import io.nasoa.zoo.table.TableColumns;
import io.nasoa.zoo.task.SubTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the store holds of a table, as rows: one for each trial that is over. */
public final class TableRows {
  private final TableRequest request;
  private final Function<String, Optional<ZooEntry>> zoo;
  private final Map<Integer, TaskDescription> tasks = new TreeMap<>();
  private final Map<String, ModelCost> costs = new TreeMap<>();
  private final Map<String, String> accuracies = new TreeMap<>();

  private TableRows(TableRequest request, Function<String, Optional<ZooEntry>> zoo) {
    this.request = request;
    this.zoo = zoo;
  }

  /**
   * The rows.
   *
   * @param entries what pieces gave, in the order of their numbers
   * @param zoo finds a zoo entry by its name
   */
  public static List<TableRow> of(
      TableRequest request, List<TableEntry> entries, Function<String, Optional<ZooEntry>> zoo) {
    TableRows rows = new TableRows(request, zoo);
    List<TableRow> all = new ArrayList<>();
    for (TableEntry entry : entries) {
      TaskDescription described = entry.outcome().description();
      Integer task = entry.task();
      if (described != null && task != null) {
        rows.tasks.put(task, described);
      }
      DesignedConfiguration designed = entry.configuration();
      if (designed != null && task != null) {
        all.add(rows.row(entry, designed, task));
      }
    }
    return all;
  }

  private TableRow row(TableEntry entry, DesignedConfiguration designed, int task) {
    TaskDescription described =
        Optional.ofNullable(tasks.get(task))
            .orElseThrow(
                () -> new IllegalStateException("task %d has no description".formatted(task)));
    Cells cells = new Cells();
    task(cells, request.tasks().get(task), described);
    configuration(cells, entry, designed);
    model(cells, entry, designed, described);
    outcome(cells, entry);
    TableColumns.PROFILE.forEach(name -> cells.put(name, described.profile().get(name)));
    return new TableRow(TableRow.SCHEMA, cells.all);
  }

  /** Texts by column; what is not known is blank. */
  private static final class Cells {
    private final SortedMap<String, String> all = new TreeMap<>();

    void put(String column, @Nullable Object value) {
      all.put(column, value == null ? "" : value.toString());
    }
  }

  private void task(Cells cells, TableTask asked, TaskDescription described) {
    SubTask task = SubTask.parse(asked.task());
    cells.put("group", asked.group());
    cells.put("role", asked.role());
    cells.put("task", task.name());
    cells.put("dataset", task.dataName());
    cells.put("dataSha256", described.dataSha256());
    cells.put("classes", described.classes());
    cells.put("fitImages", described.fitImages());
    cells.put("selectImages", described.selectImages());
    cells.put("testImages", described.testImages());
    cells.put("seed", request.seed());
  }

  private static void configuration(Cells cells, TableEntry entry, DesignedConfiguration designed) {
    Configuration configuration = designed.configuration();
    RegimeAxes axes = RegimeAxes.VERSION_1;
    cells.put("limit", entry.limit());
    cells.put("configuration", designed.name());
    cells.put("model", configuration.model());
    cells.put("regimeVersion", axes.version());
    cells.put("learningRate", configuration.learningRate());
    cells.put("frozenStages", configuration.frozenStages());
    cells.put("limitShare", configuration.limitShare());
    cells.put("batchSize", configuration.batchSize());
    cells.put("weightDecay", configuration.weightDecay());
    cells.put("crop", configuration.crop() ? 1 : 0);
    cells.put("flip", configuration.flip() ? 1 : 0);
    cells.put("labelSmoothing", configuration.labelSmoothing());
    cells.put("momentum", axes.momentum());
    cells.put("warmUpShare", axes.warmUpShare());
  }

  private void model(
      Cells cells, TableEntry entry, DesignedConfiguration designed, TaskDescription described) {
    String name = designed.configuration().model();
    TaskDescription.ModelScore score = described.models().get(name);
    cells.put("logMe", score == null ? null : score.logMe());
    cells.put("nearestClassMean", score == null ? null : score.nearestClassMean());
    cells.put("sourceAccuracy", sourceAccuracy(name));
    TrialInput trial = entry.trial();
    if (trial == null) {
      cells.put("steps", 0);
      return;
    }
    TrialModel model = trial.model();
    Regime regime = trial.regime();
    ModelCost cost =
        costs.computeIfAbsent(
            name + " " + described.classes(), any -> TrialModels.cost(model, described.classes()));
    cells.put("weightsSha256", model.weightsSha256());
    cells.put("architecture", model.architecture());
    cells.put("stem", model.stem());
    cells.put("resolution", model.resolution());
    cells.put("steps", regime.steps());
    cells.put("epochs", (double) regime.steps() * regime.batchSize() / described.fitImages());
    cells.put("parameters", cost.total().parameters());
    cells.put("macs", cost.total().macs());
    cells.put("trainableShare", cost.trainableShare(regime.frozenStages()));
    cells.put("stepSeconds", trial.stepSeconds());
  }

  private String sourceAccuracy(String model) {
    return accuracies.computeIfAbsent(
        model, name -> zoo.apply(name).map(TableRows::accuracy).orElse(""));
  }

  private static String accuracy(ZooEntry entry) {
    OptionalDouble accuracy = CardAccuracy.of(entry);
    return accuracy.isEmpty() ? "" : Double.toString(accuracy.getAsDouble());
  }

  private static void outcome(Cells cells, TableEntry entry) {
    TrialOutcome trial = entry.outcome().trial();
    ReportOutcome report = entry.outcome().report();
    cells.put("testAccuracy", report == null ? null : report.testAccuracy());
    if (trial == null) {
      return;
    }
    cells.put("fitAccuracy", trial.fitAccuracy());
    cells.put("selectAccuracy", trial.selectAccuracy());
    TrialCost cost = trial.cost();
    if (cost != null) {
      cells.put("costSeconds", cost.seconds());
      cells.put("trainSeconds", cost.train());
      cells.put("loadSeconds", cost.load());
      cells.put("evaluateSeconds", cost.evaluate());
      cells.put("checkpointSeconds", cost.checkpoint());
    }
    cells.put("wallSeconds", trial.wallSeconds());
    cells.put("cpuSeconds", trial.cpuSeconds());
    cells.put("diverged", trial.diverged() ? 1 : 0);
    cells.put(
        "failure", trial.failure() != null || report == null ? trial.failure() : report.failure());
    cells.put("device", trial.device());
    cells.put("threads", trial.versions().get("threads"));
    cells.put("bitIdentical", trial.bitIdentical() ? 1 : 0);
    cells.put(
        "versions",
        trial.versions().entrySet().stream()
            .map(it -> it.getKey() + "=" + it.getValue())
            .collect(Collectors.joining("; ")));
  }
}
