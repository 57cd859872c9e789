package io.nasoa.workflows.airflow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names of DAG runs: what makes a trigger happen once. A name hangs on nothing but the workflow,
 * the execution that its user began and the step, so it is the same in every retry of an activity,
 * on every worker, in a replay and after continue-as-new; another execution of the workflow has
 * others.
 */
public final class DagRunIds {
  /** The longest name; Airflow's column holds 250 characters. */
  public static final int LONGEST = 200;

  private static final int HASH_CHARACTERS = 16;
  private static final int EXECUTION_CHARACTERS = 8;

  private DagRunIds() {}

  /**
   * The name {@code nasoa__WORKFLOW__EXECUTION__STEP}. Characters that Airflow does not take become
   * {@code -}; a name that this or its length has changed ends with a hash of the whole, so that
   * different steps never have the same.
   *
   * @param workflowId the workflow's id
   * @param firstExecutionRunId the run id of the first execution of its chain
   * @param step the step's name, unique in the workflow
   */
  public static String of(String workflowId, String firstExecutionRunId, String step) {
    String execution =
        firstExecutionRunId.substring(
            0, Math.min(EXECUTION_CHARACTERS, firstExecutionRunId.length()));
    String whole = "nasoa__%s__%s__%s".formatted(workflowId, execution, step);
    String clean = whole.replaceAll("[^A-Za-z0-9_.~:+-]", "-");
    if (clean.equals(whole) && whole.length() <= LONGEST) {
      return whole;
    }
    String hash = hash("%s\n%s\n%s".formatted(workflowId, firstExecutionRunId, step));
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
