/** Kills at random moments of a stream of real tasks, and the proof that nothing came of them. */
@NullMarked
package io.nasoa.worker.drill;

import org.jspecify.annotations.NullMarked;
