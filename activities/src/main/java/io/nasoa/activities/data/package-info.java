/**
 * From a folder, a zip or a drawn task to decoded images in memory-mapped tensors and augmented
 * batches.
 */
@NullMarked
package io.nasoa.activities.data;

import org.jspecify.annotations.NullMarked;
