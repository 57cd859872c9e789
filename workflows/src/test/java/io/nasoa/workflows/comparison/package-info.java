@NullMarked
package io.nasoa.workflows.comparison;

import org.jspecify.annotations.NullMarked;
