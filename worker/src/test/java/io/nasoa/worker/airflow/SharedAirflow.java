package io.nasoa.worker.airflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * One real Airflow for all tests of a class: it takes half a minute to start. It stops with the
 * class, so that its ten processes do not slow the tests that come after.
 */
final class SharedAirflow implements BeforeAllCallback {
  private @Nullable RealAirflow running;

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getStore(Namespace.create(SharedAirflow.class))
            .getOrComputeIfAbsent(RealAirflow.class, key -> start(), RealAirflow.class);
  }

  private static RealAirflow start() {
    try {
      return RealAirflow.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  RealAirflow get() {
    return Objects.requireNonNull(running);
  }
}
