/** Foreign programs that tests need, installed by the project's own scripts. */
@NullMarked
package io.nasoa.worker.tools;

import org.jspecify.annotations.NullMarked;
