/**
 * The hyper-parameter optimisers that NASOA is compared with, as algorithms that are asked what to
 * evaluate and told what came out. They evaluate nothing themselves and keep no time: a budget is a
 * number.
 */
@NullMarked
package io.nasoa.baselines.hpo;

import org.jspecify.annotations.NullMarked;
