/** Tests of the evaluation of planning on tables whose right answers are known by construction. */
@NullMarked
package io.nasoa.zoo.replay;

import org.jspecify.annotations.NullMarked;
