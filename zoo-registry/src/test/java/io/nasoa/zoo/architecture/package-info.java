/** Tests of the architecture grammar, its layer graph and its counts. */
@NullMarked
package io.nasoa.zoo.architecture;

import org.jspecify.annotations.NullMarked;
