@NullMarked
package io.nasoa.zoo.predictor;

import org.jspecify.annotations.NullMarked;
