package io.nasoa.worker.temporal;

import io.temporal.api.workflowservice.v1.RegisterNamespaceRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * One real server for all test classes that name it, and a namespace of its own for each test.
 * Tests that kill the server start their own.
 */
final class SharedTemporal implements BeforeAllCallback, BeforeEachCallback {
  private @Nullable Running running;
  private Map<String, String> environment = Map.of();

  private record Running(RealTemporal server, Path directory) implements AutoCloseable {
    static Running start() {
      try {
        Path directory = Files.createTempDirectory("nasoa-temporal-");
        return new Running(RealTemporal.start(directory), directory);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
      List<Path> files;
      try (Stream<Path> all = Files.walk(directory)) {
        files = all.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
            .getStore(Namespace.create(SharedTemporal.class))
            .getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    environment = Objects.requireNonNull(running).server().environment();
  }

  /** Connects in the test's namespace. */
  TemporalConnection connect() {
    return RealTemporal.connect(environment);
  }

  /** Connects in another namespace. */
  TemporalConnection connect(String namespace) {
    Map<String, String> other = new HashMap<>(environment);
    other.put("TEMPORAL_NAMESPACE", namespace);
    return RealTemporal.connect(other);
  }

  /** Makes a namespace that knows none of our search attributes. */
  void registerNamespace(String namespace) {
    try (TemporalConnection temporal = connect()) {
      temporal
          .client()
          .getWorkflowServiceStubs()
          .blockingStub()
          .registerNamespace(
              RegisterNamespaceRequest.newBuilder()
                  .setNamespace(namespace)
                  .setWorkflowExecutionRetentionPeriod(
                      com.google.protobuf.Duration.newBuilder().setSeconds(86_400))
                  .build());
    }
  }
}
