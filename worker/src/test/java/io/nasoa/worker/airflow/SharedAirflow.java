package io.nasoa.worker.airflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * One real Airflow for all tests of a class: it takes half a minute to start. It stops with the
 * class, so that its ten processes do not slow the tests that come after.
 */
public final class SharedAirflow implements BeforeAllCallback {
  private final Map<String, String> connections;
  private @Nullable RealAirflow running;

  public SharedAirflow() {
    this(Map.of());
  }

  /**
   * @param connections variables of connections, {@code AIRFLOW_CONN_...}
   */
  public SharedAirflow(Map<String, String> connections) {
    this.connections = Map.copyOf(connections);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getStore(Namespace.create(SharedAirflow.class))
            .getOrComputeIfAbsent(RealAirflow.class, key -> start(), RealAirflow.class);
  }

  private RealAirflow start() {
    try {
      return RealAirflow.start(connections);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The running one. */
  public RealAirflow get() {
    return Objects.requireNonNull(running);
  }
}
