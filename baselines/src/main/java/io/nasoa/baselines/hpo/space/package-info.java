/**
 * What hyper-parameter optimisers choose from: parameters of all kinds, those that only some
 * choices of others bring into play, and points in the unit cube over them.
 */
@NullMarked
package io.nasoa.baselines.hpo.space;

import org.jspecify.annotations.NullMarked;
