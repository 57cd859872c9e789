/** Tasks of comparisons: sub-tasks drawn from data sets, and the groups they belong to. */
@NullMarked
package io.nasoa.zoo.task;

import org.jspecify.annotations.NullMarked;
