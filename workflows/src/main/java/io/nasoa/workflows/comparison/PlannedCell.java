package io.nasoa.workflows.comparison;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nasoa.workflows.trial.TrialInput;
import io.nasoa.zoo.experience.Experience;
import io.nasoa.zoo.regime.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * What a method that plans once has chosen.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param configuration what it chose; null when nothing fitted into the limit
 * @param trial how that is trained; null likewise
 * @param decision how it was chosen; null where no planner chose
 * @param low lower end of the expected accuracy; null likewise
 * @param high upper end of the expected accuracy; null likewise
 * @param profileSeconds reference seconds that the look at the data may have taken
 * @param planSeconds processor time of the choice
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlannedCell(
    int schema,
    @Nullable Configuration configuration,
    @Nullable TrialInput trial,
    Experience.@Nullable Decision decision,
    @Nullable Double low,
    @Nullable Double high,
    double profileSeconds,
    double planSeconds) {
  /** Version of this record. */
  public static final int SCHEMA = 1;
}
