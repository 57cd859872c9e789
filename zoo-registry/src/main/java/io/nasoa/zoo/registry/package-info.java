/** The model zoo: entries, model cards and the shipped weights. */
@NullMarked
package io.nasoa.zoo.registry;

import org.jspecify.annotations.NullMarked;
