/** Work of a trainer that is no task's: done once, whatever is killed, its outcome kept. */
@NullMarked
package io.nasoa.activities.work;

import org.jspecify.annotations.NullMarked;
