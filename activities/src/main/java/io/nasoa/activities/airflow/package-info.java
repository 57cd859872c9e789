/** A small typed client of a user's Airflow 3: its REST API {@code /api/v2} over HTTP/1.1. */
@NullMarked
package io.nasoa.activities.airflow;

import org.jspecify.annotations.NullMarked;
