/**
 * Says how sure a comparison of methods is: paired differences by group, their hierarchical
 * bootstrap, exact sign-flip tests and Holm's correction. Pure calculation on seeded randomness.
 */
@NullMarked
package io.nasoa.zoo.statistics;

import org.jspecify.annotations.NullMarked;
