/**
 * The architecture grammar of ET-NAS and the plain layer graph below it: parse, validate, print,
 * count.
 */
@NullMarked
package io.nasoa.zoo.architecture;

import org.jspecify.annotations.NullMarked;
