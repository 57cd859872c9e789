package io.nasoa.activities.hpo;

import io.nasoa.activities.network.AtomicFiles;
import io.nasoa.activities.trial.TrialFiles;
import io.nasoa.activities.trial.TrialModels;
import io.nasoa.activities.work.Recording;
import io.nasoa.workflows.hpo.AdvanceHpoInput;
import io.nasoa.workflows.hpo.FinishHpoInput;
import io.nasoa.workflows.hpo.HpoEntry;
import io.nasoa.workflows.hpo.HpoRecordActivities;
import io.nasoa.workflows.hpo.HpoResult;
import io.nasoa.workflows.hpo.HpoState;
import io.nasoa.workflows.trial.TrialModel;
import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.zoo.registry.ModelZoo;
import io.nasoa.zoo.store.HpoStore;
import io.nasoa.zoo.store.LoggedRunStore;
import io.nasoa.zoo.store.TaskRun;
import io.nasoa.zoo.store.TaskState;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
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
  private final Clock clock;
  private final HpoDocuments documents = new HpoDocuments();

  /**
   * @param artifactRoot the directory that all workers share; the trials' files lie there
   */
  public HpoRecordActivitiesImpl(HpoStore store, ModelZoo zoo, Path artifactRoot, Clock clock) {
    this.store = store;
    this.zoo = zoo;
    this.artifactRoot = artifactRoot.toAbsolutePath().normalize();
    this.clock = clock;
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
    save(step.state(), step.entries());
    for (int evaluation : step.useless()) {
      collect(TrialFiles.trial(artifactRoot, HpoTrials.work(id), Integer.toString(evaluation)));
    }
    step.trunks().forEach(directory -> collect(artifactRoot.resolve(directory)));
    return step.state();
  }

  private HpoAdvance.Step step(AdvanceHpoInput input, List<TrialModel> models) {
    String id = input.state().request().hpoId();
    try {
      return new HpoAdvance(input.state(), models, stored(id)).of(input);
    } catch (IllegalArgumentException | IllegalStateException e) {
      // A calibration that failed, or a state that no search has written.
      throw ApplicationFailure.newNonRetryableFailureWithCause(
          "hpo %s cannot go on: %s".formatted(id, e.getMessage()), FailureTypes.INTERNAL, e);
    }
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
    save(state, Map.of());
  }

  private void save(HpoState state, Map<Integer, HpoEntry> told) {
    List<LoggedRunStore.Entry> entries =
        told.entrySet().stream()
            .map(it -> new LoggedRunStore.Entry(it.getKey(), documents.write(it.getValue())))
            .toList();
    Instant now = clock.instant();
    Recording.stored(
        log,
        () ->
            store.saveProgress(
                state.request().hpoId(),
                state.run(),
                state.interventionsOrNone().pause() ? TaskState.PAUSED : TaskState.RUNNING,
                documents.write(state),
                now,
                store.appending(state.request().hpoId(), entries, now)));
  }

  @Override
  public HpoResult finish(FinishHpoInput input) {
    HpoResult result = input.toResult();
    String id = input.hpo().request().hpoId();
    TaskRun stored =
        Recording.stored(
            log,
            () ->
                store.finish(
                    id,
                    input.hpo().run(),
                    Recording.endOf(input.state()),
                    documents.write(result),
                    clock.instant()));
    if (Recording.endOf(input.state()) == TaskState.SUCCEEDED) {
      collect(TrialFiles.work(artifactRoot, HpoTrials.work(id)));
    }
    String json = stored.resultJson();
    return json == null ? result : documents.result(id, json);
  }

  /** What a trial left behind is of no use once the store holds all that was asked of it. */
  private static void collect(Path directory) {
    try {
      AtomicFiles.deleteTree(directory);
    } catch (IOException e) {
      // It costs space only; the end of the search tries again.
      log.warn("{} stays: {}", directory, e.getMessage());
    }
  }
}
