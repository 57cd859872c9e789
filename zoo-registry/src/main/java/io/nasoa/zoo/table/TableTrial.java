package io.nasoa.zoo.table;

import io.nasoa.zoo.experience.Experience;

/**
 * A row of a fine-tuning table that teaches something.
 *
 * @param task name of what was fine-tuned for, as in the table
 * @param configuration its name, as in {@link DesignedConfiguration}
 * @param experience what it taught; its accuracy is the one that was asked for
 * @param testAccuracy of the final weights on TEST, that of chance for one that diverged; NaN where
 *     not known
 */
public record TableTrial(
    String task, String configuration, Experience experience, double testAccuracy) {}
