package io.nasoa.zoo.regime;

/**
 * One coordinate of the unit cube.
 *
 * @param name of the configuration's field
 * @param categories for values without an order, how many there are: value i lies in the middle of
 *     the i-th of as many equal parts; 0 for everything that has an order
 */
public record Dimension(String name, int categories) {}
