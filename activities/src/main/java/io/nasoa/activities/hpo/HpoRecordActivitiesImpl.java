package io.nasoa.activities.hpo;

import io.nasoa.activities.record.LoggedRunRecords;
import io.nasoa.activities.trial.TrialFiles;
import io.nasoa.activities.trial.TrialModels;
import io.nasoa.workflows.hpo.AdvanceHpoInput;
import io.nasoa.workflows.hpo.FinishHpoInput;
import io.nasoa.workflows.hpo.HpoEntry;
import io.nasoa.workflows.hpo.HpoRecordActivities;
import io.nasoa.workflows.hpo.HpoResult;
import io.nasoa.workflows.hpo.HpoState;
import io.nasoa.workflows.trial.TrialModel;
import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.registry.ModelZoo;
import io.nasoa.zoo.store.HpoStore;
import io.nasoa.zoo.store.LoggedRunStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store's side of a search for hyper-parameters. An unreachable store is tried again by the
 * workflow; every write may be repeated. Safe for use by many threads.
 */
public final class HpoRecordActivitiesImpl implements HpoRecordActivities {
  private static final Logger log = LoggerFactory.getLogger(HpoRecordActivitiesImpl.class);

  private final HpoStore store;
  private final ModelZoo zoo;
  private final Path artifactRoot;
  private final LoggedRunRecords<HpoState, HpoResult> records;
  private final HpoDocuments documents = new HpoDocuments();

  /**
   * @param artifactRoot the directory that all workers share; the trials' files lie there
   */
  public HpoRecordActivitiesImpl(HpoStore store, ModelZoo zoo, Path artifactRoot, Clock clock) {
    this.store = store;
    this.zoo = zoo;
    this.artifactRoot = artifactRoot.toAbsolutePath().normalize();
    records = new LoggedRunRecords<>(store, documents, clock, log);
  }

  @Override
  public HpoState advance(AdvanceHpoInput input) {
    HpoState before = input.state();
    String id = before.request().hpoId();
    List<TrialModel> models =
        before.models().isEmpty()
            ? TrialModels.of(zoo, before.request().models())
            : before.models();
    HpoAdvance.Step step = step(input, models);
    records.save(step.state(), step.entries());
    // Of no use once the store holds all that was asked of a trial.
    for (int evaluation : step.useless()) {
      records.collect(
          TrialFiles.trial(artifactRoot, HpoTrials.work(id), Integer.toString(evaluation)));
    }
    step.trunks().forEach(directory -> records.collect(artifactRoot.resolve(directory)));
    return step.state();
  }

  private HpoAdvance.Step step(AdvanceHpoInput input, List<TrialModel> models) {
    String id = input.state().request().hpoId();
    // Refused: a calibration that failed, or a state that no search has written.
    return records.next(
        id,
        FailureTypes.INTERNAL,
        () -> new HpoAdvance(input.state(), models, stored(id)).of(input));
  }

  private Map<Integer, HpoEntry> stored(String id) {
    Map<Integer, HpoEntry> entries = new TreeMap<>();
    for (LoggedRunStore.Entry piece : store.entries(id)) {
      entries.put(piece.number(), documents.entry(id, piece.json()));
    }
    return entries;
  }

  @Override
  public void saveState(HpoState state) {
    records.save(state);
  }

  @Override
  public HpoResult finish(FinishHpoInput input) {
    HpoResult result = records.finish(input.hpo(), input.state(), input.toResult());
    if (input.state() == TaskState.SUCCEEDED) {
      records.collect(TrialFiles.work(artifactRoot, HpoTrials.work(input.hpo().request().hpoId())));
    }
    return result;
  }
}
