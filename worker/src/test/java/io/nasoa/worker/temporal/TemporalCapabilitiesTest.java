package io.nasoa.worker.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TemporalCapabilitiesTest {
  @Test
  void embeddedServer_lacksWhatOnlyARealOneHas() {
    try (TemporalConnection temporal = EmbeddedTemporal.start()) {
      TemporalCapabilities capabilities = temporal.capabilities();

      assertThat(capabilities.visibility()).isFalse();
      assertThat(capabilities.lacking())
          .containsExactly("visibility", "schedules", "deletion", "reset");
      assertThat(capabilities.offered()).isEmpty();
      assertThat(temporal.durable()).isFalse();
    }
  }
}
