package io.nasoa.zoo.statistics;

/** Bounds of an estimate, {@code lower <= upper}, in its unit. */
public record Interval(double lower, double upper) {}
