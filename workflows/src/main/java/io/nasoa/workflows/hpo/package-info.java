/**
 * Hyper-parameter optimisation as one durable run: its requests, states, order and rows. Which
 * method chooses is a word of the request; the methods themselves live behind an activity.
 */
@NullMarked
package io.nasoa.workflows.hpo;

import org.jspecify.annotations.NullMarked;
