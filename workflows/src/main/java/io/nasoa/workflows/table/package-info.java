/** The fine-tuning table (protocol P12) as a durable run: its requests, states, order and rows. */
@NullMarked
package io.nasoa.workflows.table;

import org.jspecify.annotations.NullMarked;
