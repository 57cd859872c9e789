package io.nasoa.activities.comparison;

import io.nasoa.activities.hpo.HpoDocuments;
import io.nasoa.activities.hpo.SearchCurves;
import io.nasoa.activities.record.LoggedRunRecords;
import io.nasoa.activities.trial.CardAccuracy;
import io.nasoa.activities.trial.TrialFiles;
import io.nasoa.activities.trial.TrialModels;
import io.nasoa.activities.work.Recording;
import io.nasoa.baselines.comparison.ComparisonCell;
import io.nasoa.baselines.comparison.ComparisonCells;
import io.nasoa.workflows.comparison.AdvanceComparisonInput;
import io.nasoa.workflows.comparison.ComparisonEntry.CurvePoint;
import io.nasoa.workflows.comparison.ComparisonPiece;
import io.nasoa.workflows.comparison.ComparisonRecordActivities;
import io.nasoa.workflows.comparison.ComparisonRequest;
import io.nasoa.workflows.comparison.ComparisonResult;
import io.nasoa.workflows.comparison.ComparisonState;
import io.nasoa.workflows.comparison.ComparisonTask;
import io.nasoa.workflows.comparison.FinishComparisonInput;
import io.nasoa.workflows.comparison.PlanCell;
import io.nasoa.workflows.comparison.PlanCellInput;
import io.nasoa.workflows.comparison.PlannedCell;
import io.nasoa.workflows.comparison.PrepareSearchInput;
import io.nasoa.workflows.comparison.PreparedSearch;
import io.nasoa.workflows.hpo.HpoEntry;
import io.nasoa.workflows.trial.Calibration;
import io.nasoa.workflows.trial.TrialModel;
import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.experience.ExperienceStore;
import io.nasoa.zoo.learning.LearnedState;
import io.nasoa.zoo.registry.ModelZoo;
import io.nasoa.zoo.store.ComparisonStore;
import io.nasoa.zoo.store.HpoStore;
import io.nasoa.zoo.store.LoggedRunStore;
import io.nasoa.zoo.store.StoreException;
import io.nasoa.zoo.store.StoredTask;
import io.temporal.activity.Activity;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store's side of a comparison. An unreachable store is tried again by the workflow; every
 * write may be repeated. Safe for use by many threads.
 */
public final class ComparisonRecordActivitiesImpl implements ComparisonRecordActivities {
  private static final Logger log = LoggerFactory.getLogger(ComparisonRecordActivitiesImpl.class);

  private final ComparisonStore comparisons;
  private final HpoStore searches;
  private final ModelZoo zoo;
  private final Path artifactRoot;
  private final LoggedRunRecords<ComparisonState, ComparisonResult> records;
  private final PriorExperience prior;
  private final SearchPreparation preparation;
  private final ComparisonDocuments documents = new ComparisonDocuments();
  private final HpoDocuments searchDocuments = new HpoDocuments();

  /**
   * @param artifactRoot the directory that all workers share; the trials' files lie there
   */
  public ComparisonRecordActivitiesImpl(
      ComparisonStore comparisons,
      HpoStore searches,
      ExperienceStore experience,
      ModelZoo zoo,
      Path artifactRoot,
      Clock clock) {
    this.comparisons = comparisons;
    this.searches = searches;
    this.zoo = zoo;
    this.artifactRoot = artifactRoot.toAbsolutePath().normalize();
    records = new LoggedRunRecords<>(comparisons, documents, clock, log);
    prior = new PriorExperience(experience);
    preparation = new SearchPreparation(searches, clock);
  }

  // ---- what comes next

  @Override
  public ComparisonState advance(AdvanceComparisonInput input) {
    ComparisonState before = input.state();
    String id = before.request().comparisonId();
    ComparisonAdvance.Step step = told(id, () -> step(input));
    records.save(step.state(), step.entries());
    step.entries().keySet().stream()
        .filter(number -> number != ComparisonPiece.CALIBRATION)
        .map(number -> ComparedCells.work(id, ComparisonPiece.cellOf(number)))
        .forEach(work -> records.collect(TrialFiles.work(artifactRoot, work)));
    return step.state();
  }

  private ComparisonAdvance.Step step(AdvanceComparisonInput input) {
    ComparisonState before = input.state();
    ComparisonRequest request = before.request();
    boolean first = before.models().isEmpty();
    List<String> names =
        Stream.concat(request.models().stream(), request.rivals().stream()).toList();
    return new ComparisonAdvance(
            before,
            first ? TrialModels.of(zoo, names) : before.models(),
            first ? prior.newest() : before.experience(),
            comparisons.numbers(request.comparisonId()),
            this::curve)
        .of(input);
  }

  /** Refused: a calibration that failed, or a state that no comparison has written. */
  private <T> T told(String id, Supplier<T> work) {
    return records.next(id, FailureTypes.INTERNAL, work);
  }

  private List<CurvePoint> curve(String search) {
    SortedMap<Integer, HpoEntry> entries = new TreeMap<>();
    for (LoggedRunStore.Entry piece : searches.entries(search)) {
      entries.put(piece.number(), searchDocuments.entry(search, piece.json()));
    }
    return SearchCurves.of(entries).stream()
        .map(
            it ->
                new CurvePoint(
                    it.spentSeconds(), it.wallSeconds(), it.selectAccuracy(), it.testAccuracy()))
        .toList();
  }

  // ---- who chooses what

  @Override
  public PlannedCell plan(PlanCellInput input) {
    String id = input.comparisonId();
    Runnable alive = () -> Activity.getExecutionContext().heartbeat(null);
    return told(
        id,
        () ->
            new CellPlanner(input, calibration(id), this::sourceAccuracy)
                .plan(() -> knowledge(id, input.cell(), alive)));
  }

  private LearnedState knowledge(String id, PlanCell cell, Runnable alive) {
    ComparisonState state = state(id);
    LearnedState known = prior.without(cell.group(), state.experience(), alive);
    if (cell.method().equals("nasoa")) {
      learnOwn(known, state.request(), cell, alive);
    }
    return known;
  }

  /** The method's earlier runs on other groups, in the order of the cells. */
  private void learnOwn(
      LearnedState known, ComparisonRequest request, PlanCell cell, Runnable alive) {
    ComparisonCells cells = ComparedCells.of(request);
    for (int number = 0; number < cell.cell(); number++) {
      ComparisonCell earlier = cells.cell(number);
      ComparisonTask task = request.tasks().get(earlier.task());
      boolean teaches =
          earlier.arm().label().equals(cell.method()) && !task.group().equals(cell.group());
      if (teaches) {
        comparisons
            .entry(request.comparisonId(), ComparisonPiece.ofCell(number))
            .map(json -> documents.entry(request.comparisonId(), json))
            .flatMap(
                entry -> OwnRuns.of(entry, task.group(), earlier.limit(), this::sourceAccuracy))
            .ifPresent(run -> known.learn(task.task(), run));
        alive.run();
      }
    }
  }

  private double sourceAccuracy(String model) {
    return zoo.find(model).map(CardAccuracy::of).orElse(OptionalDouble.empty()).orElse(Double.NaN);
  }

  @Override
  public PreparedSearch prepareSearch(PrepareSearchInput input) {
    String id = input.comparisonId();
    Calibration calibration = told(id, () -> calibration(id));
    List<TrialModel> models = state(id).models();
    return Recording.stored(log, () -> preparation.prepare(input.search(), models, calibration));
  }

  private Calibration calibration(String id) {
    Calibration found =
        comparisons
            .entry(id, ComparisonPiece.CALIBRATION)
            .map(json -> documents.entry(id, json).outcome().calibration())
            .orElse(null);
    if (found == null) {
      throw new IllegalStateException("no step has been timed");
    }
    return found;
  }

  private ComparisonState state(String id) {
    StoredTask stored =
        comparisons
            .find(id)
            .orElseThrow(() -> new StoreException("the store has no comparison " + id));
    return documents.state(stored, comparisons.runs(id));
  }

  // ---- what is kept

  @Override
  public void saveState(ComparisonState state) {
    records.save(state);
  }

  @Override
  public ComparisonResult finish(FinishComparisonInput input) {
    ComparisonState comparison = input.comparison();
    ComparisonResult result = records.finish(comparison, input.state(), input.toResult());
    if (input.state() == TaskState.SUCCEEDED) {
      String work = ComparedCells.work(comparison.request().comparisonId());
      records.collect(TrialFiles.work(artifactRoot, work));
    }
    return result;
  }
}
