package io.nasoa.worker.config;

import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import org.jspecify.annotations.Nullable;

/**
 * Which Temporal is used, by Temporal's own variables and profile file.
 *
 * <p>It holds the API key on the way to the client; nothing here prints it. Immutable.
 */
public final class TemporalProfile {
  /** The namespace of those who name none. */
  public static final String DEFAULT_NAMESPACE = "default";

  /** The server of this process. */
  public static final TemporalProfile EMBEDDED =
      new TemporalProfile(ClientConfigProfile.getDefaultInstance(), null, "default");

  // Its toString shows the API key.
  private final ClientConfigProfile profile;
  private final @Nullable WorkflowServiceStubsOptions options;
  private final String source;

  TemporalProfile(
      ClientConfigProfile profile, @Nullable WorkflowServiceStubsOptions options, String source) {
    this.profile = profile;
    this.options = options;
    this.source = source;
  }

  /** Whether the server runs in this process. */
  public boolean embedded() {
    return options == null;
  }

  /** {@code HOST:PORT}; empty = embedded. */
  public String address() {
    return embedded() ? "" : profile.getAddress();
  }

  /** The namespace there. */
  public String namespace() {
    String named = profile.getNamespace();
    return named == null || named.isEmpty() ? DEFAULT_NAMESPACE : named;
  }

  /** Whether calls carry an API key. */
  public boolean apiKeyGiven() {
    return profile.getApiKey() != null && !profile.getApiKey().isEmpty();
  }

  /** Where the address came from: {@code flag}, the variable, the profile's file or default. */
  public String source() {
    return source;
  }

  /**
   * How a client connects: address, TLS, API key and metadata.
   *
   * @throws IllegalStateException if it is the embedded server
   */
  public WorkflowServiceStubsOptions connection() {
    if (options == null) {
      throw new IllegalStateException("the embedded server is not connected to");
    }
    return options;
  }

  @Override
  public String toString() {
    return embedded() ? "embedded" : "%s, namespace %s".formatted(address(), namespace());
  }
}
