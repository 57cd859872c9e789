/**
 * NASOA for other people's Temporal programs. The plugin interface of the SDK is experimental, so
 * nothing else depends on this package.
 */
@NullMarked
package io.nasoa.workflows.plugin;

import org.jspecify.annotations.NullMarked;
