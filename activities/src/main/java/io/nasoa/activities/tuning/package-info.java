/**
 * The trainer's activities: look at the data, plan, fine-tune, evaluate; and what they keep in a
 * task's directory.
 */
@NullMarked
package io.nasoa.activities.tuning;

import org.jspecify.annotations.NullMarked;
