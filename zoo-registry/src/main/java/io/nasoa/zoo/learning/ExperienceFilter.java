package io.nasoa.zoo.learning;

import io.nasoa.zoo.experience.Experience;
import io.nasoa.zoo.experience.ExperienceJson;
import io.nasoa.zoo.experience.StoredExperience;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which experience is meant: all that every given field holds for.
 *
 * @param task its task's id, null for any
 * @param dataset origin of its data, null for any
 * @param kind whose it is, null for anybody's
 */
public record ExperienceFilter(
    @Nullable String task, @Nullable String dataset, Experience.@Nullable Kind kind) {

  /** Whether a row is meant; of one that nothing can be read out of only the task is known. */
  public boolean matches(StoredExperience row) {
    if (task != null && !task.equals(row.taskId())) {
      return false;
    }
    if (dataset == null && kind == null) {
      return true;
    }
    Optional<Experience> read = read(row);
    return read.filter(it -> dataset == null || dataset.equals(it.dataset()))
        .filter(it -> kind == null || kind == it.kind())
        .isPresent();
  }

  private static Optional<Experience> read(StoredExperience row) {
    try {
      return Optional.of(ExperienceJson.read(row.experienceJson()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
