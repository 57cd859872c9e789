/**
 * Draws image classification tasks procedurally, so that demos and tests need no third-party data:
 * pure functions of a few parameters, without fonts and without Java2D.
 */
@NullMarked
package io.nasoa.activities.data.drawn;

import org.jspecify.annotations.NullMarked;
