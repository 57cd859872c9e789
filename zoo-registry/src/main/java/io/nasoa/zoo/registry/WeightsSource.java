package io.nasoa.zoo.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where weights come from.
 *
 * @param name how a message names it
 * @param opener opens its bytes from the start
 */
record WeightsSource(String name, Opener opener) {
  static WeightsSource of(Path file) {
    return new WeightsSource(file.toString(), () -> Files.newInputStream(file));
  }

  InputStream open() throws IOException {
    return opener.open();
  }

  /** Opens a stream that the caller closes. */
  @FunctionalInterface
  interface Opener {
    InputStream open() throws IOException;
  }
}
