/** The store's side of fine-tuning tables: design and order, what comes next, rows, CSV. */
@NullMarked
package io.nasoa.activities.table;

import org.jspecify.annotations.NullMarked;
