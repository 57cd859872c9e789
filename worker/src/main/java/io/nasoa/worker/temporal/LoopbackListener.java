package io.nasoa.worker.temporal;

import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The embedded server's door for other processes of this machine: a port of the loopback interface,
 * open only to whoever sends the token as {@code authorization: Bearer <token>}.
 */
final class LoopbackListener implements AutoCloseable {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final String SERVICE = "temporal.api.workflowservice.v1.WorkflowService";

  private final Server server;

  private LoopbackListener(Server server) {
    this.server = server;
  }

  /**
   * Opens the door.
   *
   * @param port 0 for any free one
   */
  static LoopbackListener open(List<BindableService> services, int port, String token) {
    HealthStatusManager health = new HealthStatusManager();
    health.setStatus(SERVICE, ServingStatus.SERVING);
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .intercept(new TokenCheck(token))
            .addService(health.getHealthService());
    services.forEach(builder::addService);
    try {
      return new LoopbackListener(builder.build().start());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on the loopback interface", e);
    }
  }

  int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    server.shutdownNow();
    try {
      server.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Compares in constant time, so that answers tell nothing of how much of a token was right. */
  private static final class TokenCheck implements ServerInterceptor {
    private final byte[] expected;

    TokenCheck(String token) {
      this.expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      String told = headers.get(AUTHORIZATION);
      byte[] bytes = (told == null ? "" : told).getBytes(StandardCharsets.UTF_8);
      if (MessageDigest.isEqual(bytes, expected)) {
        return next.startCall(call, headers);
      }
      call.close(
          Status.UNAUTHENTICATED.withDescription(
              "this server takes calls of its own trainers only"),
          new Metadata());
      return new ServerCall.Listener<>() {};
    }
  }
}
