package io.nasoa.workflows.trial;

/**
 * A trunk as a trial left it: weights and momentum before the cool-down.
 *
 * @param directory that it lies in, relative to the artifact root
 * @param sha256 of its manifest, which holds the hashes of the rest
 * @param steps optimiser steps done
 */
public record TrunkCheckpoint(String directory, String sha256, int steps) {}
