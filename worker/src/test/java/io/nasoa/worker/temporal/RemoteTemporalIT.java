package io.nasoa.worker.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that work and those that are refused, through real TLS. */
class RemoteTemporalIT {
  private static final String KEY = "s3cret-of-ours";

  @TempDir static Path directory;
  private static PemFiles ofServer;
  private static PemFiles ofClient;
  private static PemFiles ofStranger;

  @BeforeAll
  static void makeCertificates() throws Exception {
    ofServer = PemFiles.create(directory, "server");
    ofClient = PemFiles.create(directory, "client");
    ofStranger = PemFiles.create(directory, "stranger");
  }

  private static Map<String, String> trusting(TlsFrontend server) {
    return Map.of(
        "TEMPORAL_ADDRESS",
        server.address(),
        "TEMPORAL_TLS_SERVER_CA_CERT_PATH",
        ofServer.certificate().toString());
  }

  private static Map<String, String> with(Map<String, String> environment, String... more) {
    Map<String, String> all = new java.util.HashMap<>(environment);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  private static Map<String, String> as(PemFiles client, Map<String, String> environment) {
    return with(
        environment,
        "TEMPORAL_TLS_CLIENT_CERT_PATH",
        client.certificate().toString(),
        "TEMPORAL_TLS_CLIENT_KEY_PATH",
        client.key().toString());
  }

  @Test
  void tls_withTheServersAuthority_connects() throws Exception {
    try (TlsFrontend server = TlsFrontend.start(ofServer, null, null);
        TemporalConnection connection = RealTemporal.connect(trusting(server))) {
      assertThat(connection.durable()).isTrue();
      assertThat(connection.description()).contains(server.address());
      assertThat(connection.client().getOptions().getNamespace()).isEqualTo("default");
    }
  }

  @Test
  void tls_unknownAuthority_isUnreachable() throws Exception {
    try (TlsFrontend server = TlsFrontend.start(ofServer, null, null)) {
      unreachable(
          Map.of("TEMPORAL_ADDRESS", server.address(), "TEMPORAL_TLS", "true"),
          server.address(),
          "check the certificates");
    }
  }

  @Test
  void plain_toATlsServer_isUnreachable() throws Exception {
    try (TlsFrontend server = TlsFrontend.start(ofServer, null, null)) {
      unreachable(
          Map.of("TEMPORAL_ADDRESS", server.address()), server.address(), "whether it wants TLS");
    }
  }

  @Test
  void mutualTls_withItsCertificate_connects() throws Exception {
    try (TlsFrontend server = TlsFrontend.start(ofServer, ofClient, null);
        TemporalConnection connection = RealTemporal.connect(as(ofClient, trusting(server)))) {
      assertThat(connection.durable()).isTrue();
    }
  }

  @Test
  void mutualTls_withoutOrWithAStrangersCertificate_isUnreachable() throws Exception {
    try (TlsFrontend server = TlsFrontend.start(ofServer, ofClient, null)) {
      unreachable(trusting(server), server.address());
      unreachable(as(ofStranger, trusting(server)), server.address());
    }
  }

  @Test
  void apiKey_isSentAndNeverTold() throws Exception {
    try (TlsFrontend server = TlsFrontend.start(ofServer, null, KEY)) {
      Map<String, String> environment = trusting(server);
      try (TemporalConnection connection =
          RealTemporal.connect(with(environment, "TEMPORAL_API_KEY", KEY))) {
        assertThat(connection.description()).doesNotContain(KEY);
      }
      assertThatExceptionOfType(TemporalRefusedException.class)
          .isThrownBy(() -> RealTemporal.connect(with(environment, "TEMPORAL_API_KEY", KEY + "x")))
          .withMessageContaining("check TEMPORAL_API_KEY")
          .withStackTraceContaining("UNAUTHENTICATED")
          .satisfies(
              e -> {
                for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                  assertThat(cause.toString()).doesNotContain(KEY);
                }
              });
    }
  }

  @Test
  void namespace_thatIsNotThere_isRefused() throws Exception {
    try (TlsFrontend server = TlsFrontend.start(ofServer, null, null)) {
      assertThatExceptionOfType(TemporalRefusedException.class)
          .isThrownBy(
              () -> RealTemporal.connect(with(trusting(server), "TEMPORAL_NAMESPACE", "none")))
          .withMessageContaining("no namespace 'none'");
    }
  }

  @Test
  void nobodyListens_isUnreachable() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    unreachable(Map.of("TEMPORAL_ADDRESS", "127.0.0.1:" + port), "127.0.0.1:" + port, "refused");
  }

  @Test
  void listenerThatSaysNothing_isUnreachable() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      String address = "127.0.0.1:" + socket.getLocalPort();
      unreachable(Map.of("TEMPORAL_ADDRESS", address), address);
    }
  }

  private static void unreachable(Map<String, String> environment, String... told) {
    assertThatExceptionOfType(TemporalUnreachableException.class)
        .isThrownBy(() -> RealTemporal.connect(environment))
        .satisfies(e -> assertThat(e.getMessage()).contains(told).hasLineCount(1));
  }
}
