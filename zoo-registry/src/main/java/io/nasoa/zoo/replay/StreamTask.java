package io.nasoa.zoo.replay;

/**
 * A task of a stream.
 *
 * @param position in the stream, from 0
 * @param cell that it is
 * @param look of its images
 * @param slot that it runs on, 0 or 1
 * @param slowdown factor by which the slot takes longer than calibrated
 */
record StreamTask(int position, ReplayCell cell, Look look, int slot, double slowdown) {}
