package io.nasoa.workflows.airflow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names of DAG runs: what makes a trigger happen once. A name hangs on nothing but the work (its
 * workflow's id, the run's number and when it was accepted) and the step. So it is the same in
 * every retry of an activity, on every worker, in a replay, after a reset, after continue-as-new
 * and for the workflow that goes on from the store; another run of the work has others. Temporal's
 * own run ids would not do: a reset and a lost server change them.
 */
public final class DagRunIds {
  /** The longest name; Airflow's column holds 250 characters. */
  public static final int LONGEST = 200;

  private static final int HASH_CHARACTERS = 16;

  private DagRunIds() {}

  /**
   * The name {@code nasoa__WORKFLOW__RUN-TIME__STEP}. Characters that Airflow does not take become
   * {@code -}; a name that this or its length has changed ends with a hash of the whole, so that
   * different steps never have the same.
   *
   * @param workflowId the workflow's id
   * @param run the work's run number
   * @param acceptedAtMillis when that run was accepted, milliseconds since the epoch
   * @param step the step's name, unique in the workflow
   */
  public static String of(String workflowId, int run, long acceptedAtMillis, String step) {
    String whole =
        "nasoa__%s__%d-%s__%s"
            .formatted(workflowId, run, Long.toString(acceptedAtMillis, 36), step);
    String clean = whole.replaceAll("[^A-Za-z0-9_.~:+-]", "-");
    if (clean.equals(whole) && whole.length() <= LONGEST) {
      return whole;
    }
    String hash = hash("%s\n%d\n%d\n%s".formatted(workflowId, run, acceptedAtMillis, step));
    int kept = Math.min(clean.length(), LONGEST - 2 - HASH_CHARACTERS);
    return clean.substring(0, kept) + "__" + hash;
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
