/** Tests of the space of training regimes. */
@NullMarked
package io.nasoa.zoo.regime;

import org.jspecify.annotations.NullMarked;
