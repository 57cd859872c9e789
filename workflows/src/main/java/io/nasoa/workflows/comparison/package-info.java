/**
 * The side-by-side comparison of methods as one durable run: its requests, states, order and rows.
 * What a method chooses lives behind activities; searches are workflows of their own below it.
 */
@NullMarked
package io.nasoa.workflows.comparison;

import org.jspecify.annotations.NullMarked;
