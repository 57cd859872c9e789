package io.nasoa.worker.http;

import io.nasoa.activities.comparison.ComparedCells;
import io.nasoa.activities.comparison.ComparisonDocuments;
import io.nasoa.activities.comparison.ComparisonResults;
import io.nasoa.activities.hpo.HpoDocuments;
import io.nasoa.baselines.comparison.CellResult;
import io.nasoa.worker.temporal.RunNotFoundException;
import io.nasoa.worker.temporal.WorkKind;
import io.nasoa.workflows.comparison.ComparisonEntry;
import io.nasoa.workflows.comparison.ComparisonRequest;
import io.nasoa.workflows.trial.TrialOutcome;
import io.nasoa.zoo.store.ComparisonStore;
import io.nasoa.zoo.store.HpoStore;
import io.nasoa.zoo.store.StoredTask;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the store holds of a comparison and of the searches below it. */
final class StoredComparison {
  private final ComparisonStore comparisons;
  private final HpoStore searches;
  private final ComparisonDocuments documents = new ComparisonDocuments();
  private final HpoDocuments searchDocuments = new HpoDocuments();

  StoredComparison(ComparisonStore comparisons, HpoStore searches) {
    this.comparisons = comparisons;
    this.searches = searches;
  }

  /**
   * The cells that have an accuracy, in their order.
   *
   * @throws RunNotFoundException if there is no such comparison
   */
  List<CellResult> cells(String id) {
    StoredTask stored =
        comparisons.find(id).orElseThrow(() -> new RunNotFoundException(WorkKind.COMPARISON, id));
    ComparisonRequest request = documents.request(stored);
    SortedMap<Integer, ComparisonEntry> entries = new TreeMap<>();
    comparisons
        .entries(id)
        .forEach(piece -> entries.put(piece.number(), documents.entry(id, piece.json())));
    return ComparisonResults.of(
        request, entries, cell -> processorSeconds(ComparedCells.searchId(id, cell)));
  }

  /** Of all evaluations of a search, in all its runs. */
  private double processorSeconds(String search) {
    return searches.entries(search).stream()
        .map(piece -> searchDocuments.entry(search, piece.json()).outcome().trial())
        .filter(Objects::nonNull)
        .mapToDouble(TrialOutcome::cpuSeconds)
        .sum();
  }
}
