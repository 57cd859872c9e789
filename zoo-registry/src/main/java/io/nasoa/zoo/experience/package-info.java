/** What is known about data sets and training regimes, and what was learned from past runs. */
@NullMarked
package io.nasoa.zoo.experience;

import org.jspecify.annotations.NullMarked;
