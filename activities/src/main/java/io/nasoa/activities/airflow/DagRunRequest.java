package io.nasoa.activities.airflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A DAG run to be triggered.
 *
 * @param dagRunId what makes it one run however often it is asked for: letters, digits and {@code _
 *     . ~ : + -}, at most {@value #LONGEST_ID}, not like the ids that Airflow gives itself
 * @param conf parameters of the run; Airflow shows them to everybody who may see the DAG
 * @param logicalDate the instant that templates such as {@code {{ ds }}} are made from; none is the
 *     safe choice, because two runs of a DAG cannot have the same
 * @param note shown beside the run, at most 1000 characters
 */
public record DagRunRequest(
    String dagId,
    String dagRunId,
    ObjectNode conf,
    @Nullable Instant logicalDate,
    @Nullable String note) {
  /** The longest id of a run. */
  public static final int LONGEST_ID = 200;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.~:+-]{1," + LONGEST_ID + "}");
  private static final Pattern AIRFLOWS_OWN =
      Pattern.compile("(scheduled|manual|backfill|asset_triggered|operator_triggered)__.*");

  public DagRunRequest {
    if (!ID.matcher(dagRunId).matches() || AIRFLOWS_OWN.matcher(dagRunId).matches()) {
      throw new IllegalArgumentException(
          "the id of a DAG run must be at most %d of A-Z a-z 0-9 _ . ~ : + - and not begin like"
                  .formatted(LONGEST_ID)
              + " Airflow's own ids, was '%s'".formatted(dagRunId));
    }
  }
}
