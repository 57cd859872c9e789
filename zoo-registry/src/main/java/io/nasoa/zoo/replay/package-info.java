/**
 * Evaluates planning on a fine-tuning table (protocol P4, P6, P7, P9, P10): every method chooses
 * among the configurations that were run on a task at a limit, from what other groups' SELECT
 * accuracies teach, and is scored by their TEST accuracies. Plain arithmetic on seeded randomness.
 */
@NullMarked
package io.nasoa.zoo.replay;

import org.jspecify.annotations.NullMarked;
