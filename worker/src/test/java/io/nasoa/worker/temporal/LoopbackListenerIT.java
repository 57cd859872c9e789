package io.nasoa.worker.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.uber.m3.tally.NoopScope;
import io.nasoa.worker.config.SettingsReader;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoopbackListenerIT {
  private static final String TOKEN = "a-token-of-this-test";

  private EmbeddedTemporal temporal;

  @BeforeEach
  void start() {
    temporal = EmbeddedTemporal.startListening(TOKEN, new NoopScope());
  }

  @AfterEach
  void stop() {
    temporal.close();
  }

  private static TemporalConnection connect(Map<String, String> environment) {
    return TemporalConnection.open(
        SettingsReader.read(Map.of(), null, environment, Path.of(""), 1).settings().temporal(),
        new NoopScope());
  }

  @Test
  void holderOfTheToken_isLetIn_alsoAfterARenewal() {
    new DeploymentClaim(temporal.client(), "d").claim("before");
    try (TemporalConnection other = connect(temporal.environment())) {
      assertThat(new DeploymentClaim(other.client(), "d").storeId()).contains("before");

      Map<String, String> environment = temporal.environment();
      temporal.renew();

      assertThat(temporal.environment()).isEqualTo(environment);
      assertThat(new DeploymentClaim(other.client(), "d").storeId()).isEmpty();
      new DeploymentClaim(temporal.client(), "d").claim("after");
      assertThat(new DeploymentClaim(other.client(), "d").storeId()).contains("after");
    }
  }

  @Test
  void wrongOrNoToken_isRefused() {
    for (String header : List.of("", "Bearer wrong", TOKEN)) {
      Map<String, String> environment = new HashMap<>(temporal.environment());
      environment.put("TEMPORAL_GRPC_META_AUTHORIZATION", header);

      assertThatThrownBy(() -> connect(environment).close())
          .as(header)
          .isInstanceOf(TemporalRefusedException.class);
    }
  }

  @Test
  void otherInterfaces_areClosed() throws Exception {
    String address = String.valueOf(temporal.environment().get("TEMPORAL_ADDRESS"));
    int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
    for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress own : Collections.list(card.getInetAddresses())) {
        if (!own.isLoopbackAddress()) {
          assertThatThrownBy(() -> new Socket(own, port).close()).as(own.toString()).isNotNull();
        }
      }
    }
  }

  @Test
  void withoutAToken_nothingListens() {
    try (EmbeddedTemporal closed = EmbeddedTemporal.start()) {
      assertThat(closed.environment()).isEmpty();
    }
  }
}
