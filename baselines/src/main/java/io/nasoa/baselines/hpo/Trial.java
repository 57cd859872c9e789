package io.nasoa.baselines.hpo;

import io.nasoa.baselines.hpo.space.Point;

/**
 * A configuration that a method tries.
 *
 * @param point what it is
 * @param bracket the bracket that it is in, from 0; 0 where there are none
 * @param modelBased whether a model proposed it
 */
public record Trial(Point point, int bracket, boolean modelBased) {}
