@NullMarked
package io.nasoa.activities.comparison;

import org.jspecify.annotations.NullMarked;
