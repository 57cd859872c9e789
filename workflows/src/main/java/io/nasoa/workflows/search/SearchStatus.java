package io.nasoa.workflows.search;

import io.nasoa.workflows.run.RunStatus;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.search.ParetoFront;
import io.nasoa.zoo.search.Trial;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a search stands.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param searchId id of the search
 * @param run number of the run
 * @param state where it stands
 * @param phase the level it is at
 * @param evaluations how many it was given
 * @param done evaluations that are over
 * @param failed how many of those failed
 * @param running evaluations that have been asked for and are not over
 * @param front the Pareto front so far over both levels, the fastest first
 * @param hypervolumes after each generation, level by level
 * @param activeSeconds seconds in which it was neither paused nor down
 * @param etaSeconds active seconds that are left if the rest takes as long as so far; null before
 *     the first evaluation is over
 */
public record SearchStatus(
    int schema,
    String searchId,
    int run,
    TaskState state,
    SearchPhase phase,
    int evaluations,
    int done,
    int failed,
    int running,
    List<FrontPoint> front,
    List<LevelHypervolumes> hypervolumes,
    double activeSeconds,
    @Nullable Double etaSeconds)
    implements RunStatus {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  @Override
  public String id() {
    return searchId;
  }

  /** What a search's state tells. */
  public static SearchStatus of(SearchWorkflowState search, TaskState state) {
    List<LevelHypervolumes> hypervolumes = new ArrayList<>(search.hypervolumes());
    LevelSearch level = search.search();
    if (level != null) {
      hypervolumes.add(
          LevelHypervolumes.of(
              search.phase(), level.toTrials(), search.request().settings().population()));
    }
    int left = search.request().evaluations() - search.told();
    double active = search.activeMillis() / 1000.0;
    return new SearchStatus(
        SCHEMA,
        search.request().searchId(),
        search.run(),
        state,
        search.phase(),
        search.request().evaluations(),
        search.told(),
        search.failed(),
        search.proposals().size(),
        front(search),
        hypervolumes,
        active,
        search.phase() == SearchPhase.DONE
            ? (Double) 0.0
            : search.told() == 0 ? null : (Double) (active / search.told() * left));
  }

  /** The front over the levels that are over and the one that the search is at. */
  public static List<FrontPoint> front(SearchWorkflowState search) {
    List<FrontPoint> points = new ArrayList<>(search.found());
    LevelSearch level = search.search();
    if (level != null) {
      List<Trial> best = ParetoFront.of(level.toTrials(), search.request().settings().limits());
      best.forEach(trial -> points.add(FrontPoint.of(trial, search.phase())));
    }
    return ParetoFront.of(points, FrontPoint::objectives);
  }
}
