/**
 * How the one-shot methods of a comparison choose (protocol P2, P6), from experience that never saw
 * the group that is evaluated. Plain arithmetic on seeded randomness.
 */
@NullMarked
package io.nasoa.baselines.oneshot;

import org.jspecify.annotations.NullMarked;
