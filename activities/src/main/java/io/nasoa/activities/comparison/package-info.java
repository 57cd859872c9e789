/** The store's side of the side-by-side comparison of methods: what is next, who chooses what. */
@NullMarked
package io.nasoa.activities.comparison;

import org.jspecify.annotations.NullMarked;
