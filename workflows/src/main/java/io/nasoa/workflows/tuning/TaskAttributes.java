package io.nasoa.workflows.tuning;

import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributes;
import java.util.List;

/**
 * What the tasks' workflows can be searched by on a server with visibility. All are keywords: their
 * number is limited least. They are not encrypted and hold nothing secret.
 */
public final class TaskAttributes {
  private TaskAttributes() {}

  /** Id of the task. */
  public static final SearchAttributeKey<String> TASK = SearchAttributeKey.forKeyword("NasoaTask");

  /** The store's name. */
  public static final SearchAttributeKey<String> DEPLOYMENT =
      SearchAttributeKey.forKeyword("NasoaDeployment");

  /** The data as its user named them; the end of a long name. */
  public static final SearchAttributeKey<String> DATASET =
      SearchAttributeKey.forKeyword("NasoaDataset");

  /** What decides about the training. */
  public static final SearchAttributeKey<String> METHOD =
      SearchAttributeKey.forKeyword("NasoaMethod");

  /** A {@link TaskState}: QUEUED until a stage is done, then as the workflow tells it. */
  public static final SearchAttributeKey<String> STATE =
      SearchAttributeKey.forKeyword("NasoaState");

  /** All of them. */
  public static final List<SearchAttributeKey<String>> ALL =
      List.of(TASK, DEPLOYMENT, DATASET, METHOD, STATE);

  private static final String PLANNED = "nasoa";

  /** Databases take keywords of at most 255 characters. */
  private static final int LONGEST = 200;

  /** The attributes of a task that starts. */
  public static SearchAttributes of(FineTuningRequest request) {
    String data = request.data();
    return SearchAttributes.newBuilder()
        .set(TASK, request.taskId())
        .set(DEPLOYMENT, request.deployment())
        .set(DATASET, data.substring(Math.max(0, data.length() - LONGEST)))
        .set(METHOD, PLANNED)
        .set(STATE, TaskState.QUEUED.name())
        .build();
  }
}
