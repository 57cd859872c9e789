/**
 * Measures the profile of a data set within a share of its task's limit, and keeps it beside the
 * decoded images.
 */
@NullMarked
package io.nasoa.activities.profile;

import org.jspecify.annotations.NullMarked;
