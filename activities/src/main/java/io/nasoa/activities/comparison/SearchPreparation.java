package io.nasoa.activities.comparison;

import io.nasoa.activities.hpo.HpoDocuments;
import io.nasoa.workflows.comparison.PreparedSearch;
import io.nasoa.workflows.hpo.HpoEntry;
import io.nasoa.workflows.hpo.HpoOutcome;
import io.nasoa.workflows.hpo.HpoPiece;
import io.nasoa.workflows.hpo.HpoRequest;
import io.nasoa.workflows.hpo.HpoState;
import io.nasoa.workflows.trial.Calibration;
import io.nasoa.workflows.trial.TrialModel;
import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.zoo.store.ClaimOutcome;
import io.nasoa.zoo.store.HpoStore;
import io.nasoa.zoo.store.LoggedRunStore;
import io.nasoa.zoo.store.StoredTask;
import io.nasoa.zoo.store.TaskState;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Claims the searches of a comparison in the store, where everybody can look at them. Thread-safe.
 */
final class SearchPreparation {
  private final HpoStore searches;
  private final Clock clock;
  private final HpoDocuments documents = new HpoDocuments();

  SearchPreparation(HpoStore searches, Clock clock) {
    this.searches = searches;
    this.clock = clock;
  }

  /**
   * From where a search goes on; one that has failed or was cancelled goes on as its next run.
   *
   * @param models the zoo entries of the comparison
   * @param calibration the comparison's: a second of a search is a second of a plan
   * @throws ApplicationFailure of {@link FailureTypes#CONFLICT} when its id belongs to another one
   */
  PreparedSearch prepare(HpoRequest request, List<TrialModel> models, Calibration calibration) {
    String id = request.hpoId();
    ClaimOutcome claim =
        searches.claim(id, request.workHash(), documents.write(request), clock.instant());
    if (claim instanceof ClaimOutcome.Conflict) {
      throw ApplicationFailure.newNonRetryableFailure(
          "search %s is another one: start the comparison under another id".formatted(id),
          FailureTypes.CONFLICT);
    }
    if (claim instanceof ClaimOutcome.Finished done) {
      return new PreparedSearch(
          PreparedSearch.SCHEMA, null, documents.result(id, done.resultJson()));
    }
    StoredTask stored = searches.find(id).orElseThrow();
    HpoState state = documents.state(stored, searches.runs(id));
    if (state.prepared() == 0) {
      state = state.calibrated(models.stream().filter(it -> isAsked(request, it)).toList());
      save(state, calibration);
    }
    return new PreparedSearch(PreparedSearch.SCHEMA, state, null);
  }

  private static boolean isAsked(HpoRequest request, TrialModel model) {
    return request.models().contains(model.name());
  }

  private void save(HpoState state, Calibration calibration) {
    HpoEntry entry =
        new HpoEntry(
            HpoEntry.SCHEMA,
            null,
            null,
            null,
            0,
            new HpoOutcome(HpoPiece.CALIBRATION, calibration, null, null, null));
    Instant now = clock.instant();
    searches.saveProgress(
        state.request().hpoId(),
        state.run(),
        TaskState.QUEUED,
        documents.write(state),
        now,
        searches.appending(
            state.request().hpoId(),
            List.of(new LoggedRunStore.Entry(HpoPiece.CALIBRATION, documents.write(entry))),
            now));
  }
}
