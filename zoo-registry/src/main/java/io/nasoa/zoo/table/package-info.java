/**
 * The fine-tuning table (protocol P12): which configurations are run, for how long, and its rows.
 */
@NullMarked
package io.nasoa.zoo.table;

import org.jspecify.annotations.NullMarked;
