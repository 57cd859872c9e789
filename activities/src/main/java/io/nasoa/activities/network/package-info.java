/**
 * Layer graphs as trainable networks on DJL's PyTorch engine, and the files their weights live in.
 */
@NullMarked
package io.nasoa.activities.network;

import org.jspecify.annotations.NullMarked;
