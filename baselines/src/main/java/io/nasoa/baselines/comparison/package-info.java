/**
 * The side-by-side comparison of methods (protocol P4 to P9): what is run in which order, and what
 * the results come to. Costs are reference seconds.
 */
@NullMarked
package io.nasoa.baselines.comparison;

import org.jspecify.annotations.NullMarked;
