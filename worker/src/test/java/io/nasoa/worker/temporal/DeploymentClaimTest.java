package io.nasoa.worker.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.workflows.deployment.DeploymentWorkflow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeploymentClaimTest {
  private TemporalConnection temporal;

  TemporalConnection connect() {
    return EmbeddedTemporal.start();
  }

  @BeforeEach
  void start() {
    temporal = connect();
  }

  @AfterEach
  void stop() {
    temporal.close();
  }

  private DeploymentClaim claim(String deployment) {
    return new DeploymentClaim(temporal.client(), deployment);
  }

  @Test
  void unclaimed_belongsToNobody() {
    assertThat(claim("a").storeId()).isEmpty();
  }

  @Test
  void claimed_isTold_andMayBeClaimedAgain() {
    claim("a").claim("store-1");
    claim("a").claim("store-1");

    assertThat(claim("a").storeId()).contains("store-1");
    assertThat(claim("b").storeId()).isEmpty();
  }

  @Test
  void otherStore_isRefusedWithBothIds() {
    claim("a").claim("store-1");

    assertThatThrownBy(() -> claim("a").claim("store-2"))
        .isInstanceOf(StoreMismatchException.class)
        .hasMessageContaining("store-1")
        .hasMessageContaining("store-2")
        .hasMessageContaining(DeploymentWorkflow.id("a"));
    assertThat(claim("a").storeId()).contains("store-1");
  }

  @Test
  void terminatedClaim_isFree() {
    claim("a").claim("store-1");
    temporal.client().newUntypedWorkflowStub(DeploymentWorkflow.id("a")).terminate("gone");

    claim("a").claim("store-2");

    assertThat(claim("a").storeId()).contains("store-2");
  }
}
