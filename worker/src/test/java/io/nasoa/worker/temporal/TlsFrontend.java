package io.nasoa.worker.temporal;

import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.stub.StreamObserver;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceResponse;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The door of a Temporal server behind TLS: it knows the namespace {@code default}, and asks for a
 * client certificate, an API key or nothing.
 */
final class TlsFrontend implements AutoCloseable {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final Server server;

  private TlsFrontend(Server server) {
    this.server = server;
  }

  /**
   * @param clients the authority of its clients; null = everyone may come
   * @param apiKey the key that calls must carry; null = none
   */
  static TlsFrontend start(PemFiles own, @Nullable PemFiles clients, @Nullable String apiKey)
      throws IOException {
    var ssl = GrpcSslContexts.forServer(own.certificate().toFile(), own.key().toFile());
    if (clients != null) {
      ssl.trustManager(clients.certificate().toFile()).clientAuth(ClientAuth.REQUIRE);
    }
    return new TlsFrontend(
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .sslContext(ssl.build())
            .intercept(new KeyCheck(apiKey))
            .addService(new Namespaces())
            .build()
            .start());
  }

  String address() {
    return "127.0.0.1:" + server.getPort();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private record KeyCheck(@Nullable String key) implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      if (key != null && !("Bearer " + key).equals(headers.get(AUTHORIZATION))) {
        call.close(Status.UNAUTHENTICATED.withDescription("no"), new Metadata());
        return new ServerCall.Listener<>() {};
      }
      return next.startCall(call, headers);
    }
  }

  private static final class Namespaces extends WorkflowServiceGrpc.WorkflowServiceImplBase {
    @Override
    public void getSystemInfo(
        GetSystemInfoRequest request, StreamObserver<GetSystemInfoResponse> reply) {
      reply.onNext(GetSystemInfoResponse.getDefaultInstance());
      reply.onCompleted();
    }

    @Override
    public void describeNamespace(
        DescribeNamespaceRequest request, StreamObserver<DescribeNamespaceResponse> reply) {
      if (request.getNamespace().equals("default")) {
        reply.onNext(DescribeNamespaceResponse.getDefaultInstance());
        reply.onCompleted();
      } else {
        reply.onError(Status.NOT_FOUND.asRuntimeException());
      }
    }
  }
}
