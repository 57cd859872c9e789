/**
 * The process's side of Temporal: the embedded server, the workers, and the service that runs
 * tasks.
 */
@NullMarked
package io.nasoa.worker.temporal;

import org.jspecify.annotations.NullMarked;
