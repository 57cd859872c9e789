package io.nasoa.workflows.tuning;

/**
 * Every change id that workflow code asks {@code Workflow.getVersion} for, with the newest version
 * of each. An id stays as long as a recorded history holds it.
 */
public final class WorkflowVersions {
  private WorkflowVersions() {}

  /**
   * The order of a fine-tuning run's stages. 1: profile, plan, fine-tune, evaluate, record. 2: the
   * profile knows the zoo, and the record is learned from.
   */
  static final String FINE_TUNING_STAGES = "fine-tuning-stages";

  static final int FINE_TUNING_STAGES_NEWEST = 2;

  /**
   * From this version of {@link #FINE_TUNING_STAGES} on the zoo is asked for before the profile.
   */
  static final int PROFILE_KNOWS_THE_ZOO = 2;

  /**
   * What can happen to a stage from outside. 1: the run watches its deadline itself and waits for
   * the trainer of an interrupted stage no longer than a limit. 2: a cancelled run waits for it as
   * well.
   */
  static final String INTERVENTIONS = "interventions";

  static final int INTERVENTIONS_NEWEST = 2;

  /** From this version of {@link #INTERVENTIONS} on a cancelled run waits for its trainer. */
  static final int CANCELLED_WAITS = 2;

  /** What a plan preview does. 1: profile, plan. 2: the profile knows the zoo. */
  static final String PLAN_PREVIEW = "plan-preview";

  static final int PLAN_PREVIEW_NEWEST = 2;

  /** The order of a search. 1: evaluations in a window, told in order, advanced by an activity. */
  public static final String SEARCH_ORDER = "search-order";

  /** Newest version of {@link #SEARCH_ORDER}. */
  public static final int SEARCH_ORDER_NEWEST = 1;

  /**
   * The order of a build. 1: pretrain all, measure all that have weights, register each. 2: DAG
   * runs of a user's Airflow first and last, where asked for.
   */
  public static final String REGISTRATION_ORDER = "registration-order";

  /** Newest version of {@link #REGISTRATION_ORDER}. */
  public static final int REGISTRATION_ORDER_NEWEST = 2;

  /** From this version of {@link #REGISTRATION_ORDER} on a build has steps before and after. */
  public static final int REGISTRATION_HAS_STEPS = 2;

  /** The order of a table. 1: pieces in a window, told as they arrive, advanced by an activity. */
  public static final String TABLE_ORDER = "table-order";

  /** Newest version of {@link #TABLE_ORDER}. */
  public static final int TABLE_ORDER_NEWEST = 1;

  /**
   * The order of a search for hyper-parameters. 1: calibrate, describe, evaluations in a window,
   * told as they arrive, advanced by an activity, a report on each incumbent.
   */
  public static final String HPO_ORDER = "hpo-order";

  /** Newest version of {@link #HPO_ORDER}. */
  public static final int HPO_ORDER_NEWEST = 1;

  /**
   * The order of a comparison. 1: calibrate, cells in a window, told as they arrive, advanced by an
   * activity; a choice is described, planned, trained and reported, a search is a child.
   */
  public static final String COMPARISON_ORDER = "comparison-order";

  /** Newest version of {@link #COMPARISON_ORDER}. */
  public static final int COMPARISON_ORDER_NEWEST = 1;
}
