/** The activities that trigger, await and cancel runs of users' DAGs in their Airflows. */
@NullMarked
package io.nasoa.activities.dagrun;

import org.jspecify.annotations.NullMarked;
