/**
 * The space of training regimes: what may be chosen for a fine-tuning, in which ranges, with which
 * defaults. The planner and the rivals choose from the same space.
 */
@NullMarked
package io.nasoa.zoo.regime;

import org.jspecify.annotations.NullMarked;
