/** Trainers as child processes: started, watched, started again when they die, stopped in order. */
@NullMarked
package io.nasoa.worker.process;

import org.jspecify.annotations.NullMarked;
