/** Tests of the search. */
@NullMarked
package io.nasoa.zoo.search;

import org.jspecify.annotations.NullMarked;
