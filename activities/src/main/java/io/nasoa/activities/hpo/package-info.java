/** The store's side of searches for hyper-parameters: their methods, their state, their rows. */
@NullMarked
package io.nasoa.activities.hpo;

import org.jspecify.annotations.NullMarked;
