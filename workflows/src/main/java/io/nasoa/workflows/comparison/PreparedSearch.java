package io.nasoa.workflows.comparison;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nasoa.workflows.hpo.HpoResult;
import io.nasoa.workflows.hpo.HpoState;
import org.jspecify.annotations.Nullable;

/**
 * From where a search of a comparison goes on: exactly one of both.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param state from which it is to be started; null when it has succeeded already
 * @param result that it has; null when there is something to do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PreparedSearch(int schema, @Nullable HpoState state, @Nullable HpoResult result) {
  /** Version of this record. */
  public static final int SCHEMA = 1;
}
