/** Tests of what the log of experience teaches. */
@NullMarked
package io.nasoa.zoo.learning;

import org.jspecify.annotations.NullMarked;
