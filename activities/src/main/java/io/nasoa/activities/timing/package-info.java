/** What networks take on this machine: training steps, inference, memory. */
@NullMarked
package io.nasoa.activities.timing;

import org.jspecify.annotations.NullMarked;
