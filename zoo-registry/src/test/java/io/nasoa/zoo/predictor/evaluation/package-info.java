@NullMarked
package io.nasoa.zoo.predictor.evaluation;

import org.jspecify.annotations.NullMarked;
