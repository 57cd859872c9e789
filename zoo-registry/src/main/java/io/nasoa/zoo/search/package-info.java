/**
 * Searches for networks: spaces of genotypes, NSGA-II and random search as ask/tell with one
 * serialisable state, Pareto fronts and hypervolume. Pure algorithms: no clock, no input or output,
 * all randomness from seeds.
 */
@NullMarked
package io.nasoa.zoo.search;

import org.jspecify.annotations.NullMarked;
