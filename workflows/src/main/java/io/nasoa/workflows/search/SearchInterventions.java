package io.nasoa.workflows.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What the user has asked of a search so far.
 *
 * @param pause whether it is to stand still
 * @param pausedAtMillis since when it stands still, milliseconds since the epoch; null while a
 *     trainer may still be at it
 * @param stop whether it is to end with what it has
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchInterventions(boolean pause, @Nullable Long pausedAtMillis, boolean stop) {
  /** Nothing has been asked. */
  public static final SearchInterventions NONE = new SearchInterventions(false, null, false);

  /** Stand still once no trainer is at it. */
  public SearchInterventions paused() {
    return new SearchInterventions(true, pausedAtMillis, stop);
  }

  SearchInterventions standingStill(long nowMillis) {
    return pause && pausedAtMillis == null ? new SearchInterventions(true, nowMillis, stop) : this;
  }

  /** Go on. */
  public SearchInterventions resumed() {
    return new SearchInterventions(false, null, stop);
  }

  /** End with what it has; that ends a pause too. */
  public SearchInterventions stopped() {
    return new SearchInterventions(false, null, true);
  }
}
