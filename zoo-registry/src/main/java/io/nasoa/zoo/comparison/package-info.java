/**
 * Compares the zoo with its rivals in accuracy and step time: both Pareto fronts, what they
 * dominate, and what each rival takes longer than the zoo at equal accuracy. Pure calculation: no
 * clock, no input or output, no randomness.
 */
@NullMarked
package io.nasoa.zoo.comparison;

import org.jspecify.annotations.NullMarked;
