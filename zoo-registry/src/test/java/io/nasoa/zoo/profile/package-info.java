@NullMarked
package io.nasoa.zoo.profile;

import org.jspecify.annotations.NullMarked;
