/**
 * Trials of comparisons: one model fine-tuned once with one regime on FIT, measured on SELECT, and
 * reported on TEST by a step of its own (protocol P1). Any workflow may run them.
 */
@NullMarked
package io.nasoa.workflows.trial;

import org.jspecify.annotations.NullMarked;
