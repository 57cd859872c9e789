/**
 * Chooses a model and a regime for a task in one shot: which configurations fit into the limit and
 * the memory, what is expected of them, which policy decides, and what the choice rests on. Plain
 * arithmetic without clocks or stores.
 */
@NullMarked
package io.nasoa.zoo.planning;

import org.jspecify.annotations.NullMarked;
