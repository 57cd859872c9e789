/**
 * Predicts what a model and a regime will do on a task, and learns from every run: the network of
 * learned depth (hedge backpropagation) and the interface that its rivals share. Plain arithmetic
 * of the JDK: the same experiences in the same order give the same state on every machine.
 */
@NullMarked
package io.nasoa.zoo.predictor;

import org.jspecify.annotations.NullMarked;
