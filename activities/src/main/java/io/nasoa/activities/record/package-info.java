/** What workflows ask of the store and tell it: planning material, states, results. */
@NullMarked
package io.nasoa.activities.record;

import org.jspecify.annotations.NullMarked;
