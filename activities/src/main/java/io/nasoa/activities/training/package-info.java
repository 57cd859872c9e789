/** The training loop: SGD, schedule, budget, checkpoints and ledger of one run. */
@NullMarked
package io.nasoa.activities.training;

import org.jspecify.annotations.NullMarked;
