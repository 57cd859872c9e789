/**
 * What a search for hyper-parameters costs beside a one-shot plan that is as good (protocol P8).
 * Costs are reference seconds.
 */
@NullMarked
package io.nasoa.baselines.comparison;

import org.jspecify.annotations.NullMarked;
