@NullMarked
package io.nasoa.baselines.comparison;

import org.jspecify.annotations.NullMarked;
