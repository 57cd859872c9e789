/** Tests of the time and memory models. */
@NullMarked
package io.nasoa.zoo.cost;

import org.jspecify.annotations.NullMarked;
