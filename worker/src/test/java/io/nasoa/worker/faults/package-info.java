/** What the program promises when something breaks, with the real parts and the fault injected. */
@NullMarked
package io.nasoa.worker.faults;

import org.jspecify.annotations.NullMarked;
