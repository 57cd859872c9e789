package io.nasoa.workflows.trial;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Input of {@link TrialActivities#describe}.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param work the run that it belongs to, as a directory name
 * @param task text of the {@link io.nasoa.zoo.task.SubTask}
 * @param seed of the split into FIT and SELECT
 * @param models whose frozen features are scored, all of one resolution
 * @param profileSeconds that the profile may take; 0 for the counts only
 * @param device {@code cpu}, {@code cuda} or {@code cuda:N}
 */
public record DescribeInput(
    int schema,
    String work,
    String task,
    long seed,
    List<TrialModel> models,
    double profileSeconds,
    String device) {
  /** Version of this record. */
  public static final int SCHEMA = 1;

  public DescribeInput {
    models = orEmpty(models);
  }

  private static List<TrialModel> orEmpty(@Nullable List<TrialModel> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
