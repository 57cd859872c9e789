package io.nasoa.zoo.table;

import io.nasoa.zoo.regime.Configuration;

/**
 * A configuration of a design.
 *
 * @param name {@code default-<model>}, {@code shared-<n>} or {@code own-<n>}: equal names of
 *     defaults and shared ones are the same configuration on every task
 * @param configuration model and regime
 */
public record DesignedConfiguration(String name, Configuration configuration) {}
