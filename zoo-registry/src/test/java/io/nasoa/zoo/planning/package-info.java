/** Tests of the planner. */
@NullMarked
package io.nasoa.zoo.planning;

import org.jspecify.annotations.NullMarked;
