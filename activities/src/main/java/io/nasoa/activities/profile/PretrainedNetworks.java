package io.nasoa.activities.profile;

import io.nasoa.activities.network.Network;
import io.nasoa.zoo.registry.ZooEntry;
import java.io.IOException;

/** Opens the networks of the zoo. */
@FunctionalInterface
public interface PretrainedNetworks {
  /** A network with its pretrained weights, which the caller closes. */
  Network open(ZooEntry entry) throws IOException;
}
