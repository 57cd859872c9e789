/** What a drill finds. */
@NullMarked
package io.nasoa.worker.drill;

import org.jspecify.annotations.NullMarked;
