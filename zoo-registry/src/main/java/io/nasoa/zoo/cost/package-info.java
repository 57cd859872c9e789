/**
 * What a fine-tuning will take: seconds a step and of a whole run, learned from the runs that were,
 * and memory. Plain arithmetic: the same runs in the same order give the same state on every
 * machine.
 */
@NullMarked
package io.nasoa.zoo.cost;

import org.jspecify.annotations.NullMarked;
