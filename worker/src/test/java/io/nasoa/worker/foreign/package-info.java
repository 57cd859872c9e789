/** Somebody else's Temporal program: it knows nothing of NASOA but the {@code workflows} jar. */
@org.jspecify.annotations.NullMarked
package io.nasoa.worker.foreign;
