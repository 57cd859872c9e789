/** Checks the search on a tabulated space, where every evaluation is a look-up. */
@NullMarked
package io.nasoa.zoo.search.benchmark;

import org.jspecify.annotations.NullMarked;
