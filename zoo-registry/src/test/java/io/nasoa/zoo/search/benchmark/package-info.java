/** Tests of the search on tabulated spaces. */
@NullMarked
package io.nasoa.zoo.search.benchmark;

import org.jspecify.annotations.NullMarked;
