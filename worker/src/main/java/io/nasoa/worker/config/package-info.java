/** The settings and where they come from, and who owns a data directory. */
@NullMarked
package io.nasoa.worker.config;

import org.jspecify.annotations.NullMarked;
