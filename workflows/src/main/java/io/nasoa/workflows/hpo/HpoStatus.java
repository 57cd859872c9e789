package io.nasoa.workflows.hpo;

import io.nasoa.workflows.run.RunStatus;
import io.nasoa.workflows.tuning.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * Where a search for hyper-parameters stands.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param hpoId id of the search
 * @param run number of the run
 * @param state where it stands
 * @param method the request's
 * @param evaluations that are over
 * @param crashed how many of those diverged, failed or had no time for a fine-tuning
 * @param running pieces that trainers work on or are about to
 * @param spentSeconds reference seconds of the evaluations that are over
 * @param capSeconds reference seconds that all may cost
 * @param incumbent the best so far; null before there is one
 * @param activeSeconds seconds in which it was neither paused nor down
 * @param etaSeconds active seconds that are left if the rest goes as fast as so far; null before
 *     anything was spent
 */
public record HpoStatus(
    int schema,
    String hpoId,
    int run,
    TaskState state,
    String method,
    int evaluations,
    int crashed,
    int running,
    double spentSeconds,
    double capSeconds,
    @Nullable HpoIncumbent incumbent,
    double activeSeconds,
    @Nullable Double etaSeconds)
    implements RunStatus {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  @Override
  public String id() {
    return hpoId;
  }

  /** What a search's state tells. */
  public static HpoStatus of(HpoState hpo, TaskState state) {
    double active = hpo.activeMillis() / 1000.0;
    double spent = hpo.spentSeconds();
    double left = hpo.closed() || state.ended() ? 0 : hpo.request().capSeconds() - spent;
    return new HpoStatus(
        SCHEMA,
        hpo.request().hpoId(),
        hpo.run(),
        state,
        hpo.request().method(),
        hpo.told(),
        hpo.crashed(),
        state.ended() ? 0 : hpo.wanted().size(),
        spent,
        hpo.request().capSeconds(),
        hpo.incumbent(),
        active,
        spent > 0 ? (Double) Math.max(0, active / spent * left) : null);
  }
}
