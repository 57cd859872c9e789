/**
 * The model of BOHB: kernel densities of the good and of the bad configurations, and proposals
 * where the good ones are dense and the bad ones are not.
 */
@NullMarked
package io.nasoa.baselines.hpo.density;

import org.jspecify.annotations.NullMarked;
