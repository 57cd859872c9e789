package io.nasoa.workflows.registration;

/**
 * A model to build.
 *
 * @param name its future zoo entry
 * @param architecture a string of {@link io.nasoa.zoo.rivals.Networks#parse}
 * @param role what it is registered for
 */
public record RegistrationModel(String name, String architecture, ModelRole role) {}
