/** One fine-tuning task as a durable workflow: its interfaces, its records and its order. */
@NullMarked
package io.nasoa.workflows.tuning;

import org.jspecify.annotations.NullMarked;
