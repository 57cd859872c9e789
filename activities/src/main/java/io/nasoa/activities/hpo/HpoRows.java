package io.nasoa.activities.hpo;

import io.nasoa.workflows.hpo.HpoEntry;
import io.nasoa.workflows.hpo.HpoEvaluation;
import io.nasoa.workflows.hpo.HpoPiece;
import io.nasoa.workflows.hpo.HpoRow;
import io.nasoa.workflows.trial.ReportOutcome;
import io.nasoa.workflows.trial.TrialCost;
import io.nasoa.workflows.trial.TrialInput;
import io.nasoa.workflows.trial.TrialOutcome;
import io.nasoa.zoo.regime.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the store holds of a search for hyper-parameters, as rows: one for each evaluation. */
public final class HpoRows {
  /** The columns, in the order of a file. */
  public static final List<String> COLUMNS =
      List.of(
          "evaluation",
          "trial",
          "bracket",
          "level",
          "budget",
          "modelBased",
          "model",
          "learningRate",
          "frozenStages",
          "limitShare",
          "batchSize",
          "weightDecay",
          "crop",
          "flip",
          "labelSmoothing",
          "steps",
          "ownSteps",
          "selectAccuracy",
          "costSeconds",
          "trainSeconds",
          "loadSeconds",
          "evaluateSeconds",
          "checkpointSeconds",
          "wallSeconds",
          "cpuSeconds",
          "diverged",
          "failure",
          "spentSeconds",
          "incumbent",
          "incumbentBudget",
          "incumbentSelectAccuracy",
          "incumbentTestAccuracy");

  private HpoRows() {}

  /**
   * The rows: every evaluation that is over, with what was spent up to it and the incumbent after
   * it. Read from top to bottom, the last five columns are the curve of a search at any time.
   *
   * @param entries what pieces gave, by their numbers
   */
  public static List<HpoRow> of(SortedMap<Integer, HpoEntry> entries) {
    List<HpoEntry> evaluations =
        entries.values().stream().filter(entry -> entry.evaluation() != null).toList();
    List<HpoRow> rows = new ArrayList<>();
    for (AnytimeCurve.Point point : AnytimeCurve.of(evaluations)) {
      Cells cells = new Cells();
      evaluation(cells, point.evaluation());
      outcome(cells, point.entry());
      curve(cells, point, entries);
      rows.add(new HpoRow(HpoRow.SCHEMA, cells.all));
    }
    return rows;
  }

  /** Texts by column; what is not known is blank. */
  private static final class Cells {
    private final SortedMap<String, String> all = new TreeMap<>();

    Cells() {
      COLUMNS.forEach(column -> all.put(column, ""));
    }

    void put(String column, @Nullable Object value) {
      all.put(column, value == null ? "" : value.toString());
    }
  }

  private static void evaluation(Cells cells, HpoEvaluation evaluation) {
    cells.put("evaluation", evaluation.number());
    cells.put("trial", evaluation.trial());
    cells.put("bracket", evaluation.bracket());
    cells.put("level", evaluation.level());
    cells.put("budget", evaluation.budget());
    cells.put("modelBased", evaluation.modelBased() ? 1 : 0);
    Configuration configuration = evaluation.configuration();
    cells.put("model", configuration.model());
    cells.put("learningRate", configuration.learningRate());
    cells.put("frozenStages", configuration.frozenStages());
    cells.put("limitShare", configuration.limitShare());
    cells.put("batchSize", configuration.batchSize());
    cells.put("weightDecay", configuration.weightDecay());
    cells.put("crop", configuration.crop() ? 1 : 0);
    cells.put("flip", configuration.flip() ? 1 : 0);
    cells.put("labelSmoothing", configuration.labelSmoothing());
  }

  private static void outcome(Cells cells, HpoEntry entry) {
    TrialInput trial = entry.trial();
    cells.put("steps", trial == null ? 0 : trial.regime().steps());
    cells.put("ownSteps", trial == null ? 0 : trial.ownSteps());
    cells.put("costSeconds", entry.cost());
    TrialOutcome outcome = entry.outcome().trial();
    if (outcome == null) {
      return;
    }
    cells.put("selectAccuracy", outcome.selectAccuracy());
    TrialCost cost = outcome.cost();
    if (cost != null) {
      cells.put("trainSeconds", cost.train());
      cells.put("loadSeconds", cost.load());
      cells.put("evaluateSeconds", cost.evaluate());
      cells.put("checkpointSeconds", cost.checkpoint());
    }
    cells.put("wallSeconds", outcome.wallSeconds());
    cells.put("cpuSeconds", outcome.cpuSeconds());
    cells.put("diverged", outcome.diverged() ? 1 : 0);
    cells.put("failure", outcome.failure());
  }

  private static void curve(
      Cells cells, AnytimeCurve.Point point, SortedMap<Integer, HpoEntry> entries) {
    cells.put("spentSeconds", point.spentSeconds());
    AnytimeCurve.Best best = point.incumbent();
    if (best == null) {
      return;
    }
    cells.put("incumbent", best.evaluation().number());
    cells.put("incumbentBudget", best.evaluation().budget());
    cells.put("incumbentSelectAccuracy", best.selectAccuracy());
    HpoEntry report = entries.get(HpoPiece.ofReport(best.evaluation().number()));
    ReportOutcome told = report == null ? null : report.outcome().report();
    cells.put("incumbentTestAccuracy", told == null ? null : told.testAccuracy());
  }
}
