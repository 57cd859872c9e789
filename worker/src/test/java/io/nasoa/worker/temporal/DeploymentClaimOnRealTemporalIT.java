package io.nasoa.worker.temporal;

import org.junit.jupiter.api.extension.RegisterExtension;

/** The same on a server that outlives the process. */
class DeploymentClaimOnRealTemporalIT extends DeploymentClaimTest {
  @RegisterExtension static final SharedTemporal SERVER = new SharedTemporal();

  @Override
  TemporalConnection connect() {
    return SERVER.connect();
  }
}
