package io.nasoa.worker.airflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** One real Airflow for all test classes that name it: it takes half a minute to start. */
final class SharedAirflow implements BeforeAllCallback {
  private @Nullable RealAirflow running;

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
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
