/**
 * Turns the ordered log of experience into what plans are made with: predictors, the policies'
 * weights, time corrections, past runs. The state is a function of the log; snapshots only save
 * time.
 */
@NullMarked
package io.nasoa.zoo.learning;

import org.jspecify.annotations.NullMarked;
