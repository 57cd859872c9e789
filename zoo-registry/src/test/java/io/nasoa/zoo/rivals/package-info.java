/** Tests of the rivals. */
@NullMarked
package io.nasoa.zoo.rivals;

import org.jspecify.annotations.NullMarked;
