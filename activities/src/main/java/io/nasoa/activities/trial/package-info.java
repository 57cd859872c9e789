/** What a trainer does for comparisons: calibrate, describe data, train on FIT, report on TEST. */
@NullMarked
package io.nasoa.activities.trial;

import org.jspecify.annotations.NullMarked;
