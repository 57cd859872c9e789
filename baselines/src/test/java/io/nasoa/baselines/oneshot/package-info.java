@NullMarked
package io.nasoa.baselines.oneshot;

import org.jspecify.annotations.NullMarked;
