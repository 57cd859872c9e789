/** Weka's regressors as predictors. The only package that knows Weka, which is under GPL-3. */
@NullMarked
package io.nasoa.baselines.weka;

import org.jspecify.annotations.NullMarked;
