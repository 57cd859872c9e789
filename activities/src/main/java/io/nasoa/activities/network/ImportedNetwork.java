package io.nasoa.activities.network;

import io.nasoa.zoo.architecture.NetworkDefinition;
import java.util.Map;

/**
 * A checkpoint that fits its architecture in every name and shape.
 *
 * @param architecture the network's architecture
 * @param classes outputs of its head
 * @param tensors weights and BatchNorm statistics as 32-bit floats, in the order of the layers
 */
public record ImportedNetwork(
    NetworkDefinition architecture, int classes, Map<String, TensorData> tensors) {}
