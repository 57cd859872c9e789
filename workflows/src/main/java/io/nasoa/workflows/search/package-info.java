/** The architecture search as a workflow: its order, its records, and what it asks of workers. */
@NullMarked
package io.nasoa.workflows.search;

import org.jspecify.annotations.NullMarked;
