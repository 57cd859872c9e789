/** The client of Airflow against a real one. */
@NullMarked
package io.nasoa.worker.airflow;

import org.jspecify.annotations.NullMarked;
