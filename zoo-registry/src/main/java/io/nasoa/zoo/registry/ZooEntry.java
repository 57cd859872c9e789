package io.nasoa.zoo.registry;

import io.nasoa.zoo.architecture.Stem;
import java.util.List;

/**
 * One pretrained network of the zoo.
 *
 * @param name unique name in the zoo, {@code [A-Za-z0-9][A-Za-z0-9._-]*}
 * @param architecture the string of the network, a {@link io.nasoa.zoo.rivals.Networks#parse
 *     network of the search space or a rival}
 * @param stem how the stem reduces the input
 * @param resolution side of the square input in pixels
 * @param classes number of outputs of the pretrained head
 * @param classNames names of the outputs in order; empty when unknown
 * @param parameters exact parameter count with that head
 * @param macs exact multiply-accumulates of one image at that resolution with that head
 * @param weightsSha256 hash of the canonical safetensors file, its name in {@code weights/}
 * @param role {@code zoo} (planned), {@code imported} and {@code rival} (planned only when named)
 * @param cardJson the model card as JSON: data, recipe, accuracy, provenance
 */
public record ZooEntry(
    String name,
    String architecture,
    Stem stem,
    int resolution,
    int classes,
    List<String> classNames,
    long parameters,
    long macs,
    String weightsSha256,
    String role,
    String cardJson) {
  public ZooEntry {
    classNames = List.copyOf(classNames);
  }

  /** The same network in another role. */
  public ZooEntry withRole(String role) {
    return new ZooEntry(
        name,
        architecture,
        stem,
        resolution,
        classes,
        classNames,
        parameters,
        macs,
        weightsSha256,
        role,
        cardJson);
  }

  /** The same with another card. */
  public ZooEntry withCard(String cardJson) {
    return new ZooEntry(
        name,
        architecture,
        stem,
        resolution,
        classes,
        classNames,
        parameters,
        macs,
        weightsSha256,
        role,
        cardJson);
  }
}
