/** The H2 store: pool, migrations, transactions, and the rows of tasks and their runs. */
@NullMarked
package io.nasoa.zoo.store;

import org.jspecify.annotations.NullMarked;
