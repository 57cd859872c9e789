/**
 * Published network families that the zoo is compared with, as layer graphs named by short strings.
 */
@NullMarked
package io.nasoa.zoo.rivals;

import org.jspecify.annotations.NullMarked;
