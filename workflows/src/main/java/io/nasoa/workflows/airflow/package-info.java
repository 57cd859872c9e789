/** What a step that a user's Airflow does is, as workflows record it. */
@NullMarked
package io.nasoa.workflows.airflow;

import org.jspecify.annotations.NullMarked;
