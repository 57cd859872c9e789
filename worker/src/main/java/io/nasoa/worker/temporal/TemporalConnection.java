package io.nasoa.worker.temporal;

import com.uber.m3.tally.Scope;
import io.nasoa.worker.config.TemporalProfile;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.OperatorServiceStubs;

/**
 * The Temporal that this process works with. Thread-safe; workers and their factories are to be
 * shut down before it is closed.
 */
public sealed interface TemporalConnection extends AutoCloseable
    permits EmbeddedTemporal, RemoteTemporal {

  /**
   * The server of this process, or the one that the profile names.
   *
   * @param metrics where its client and workers report
   * @throws TemporalUnreachableException if that one does not answer
   * @throws TemporalRefusedException if it answers, but not to us
   */
  static TemporalConnection open(TemporalProfile profile, Scope metrics) {
    return profile.embedded()
        ? EmbeddedTemporal.start(metrics)
        : RemoteTemporal.connect(profile, metrics);
  }

  /** The client, with the project's data converter. */
  WorkflowClient client();

  /** A new client of the server's operators; whoever asks for it ends it. */
  OperatorServiceStubs operators();

  /**
   * What the server offers, asked anew.
   *
   * @throws TemporalUnreachableException if it does not answer
   */
  default TemporalCapabilities capabilities() {
    return TemporalCapabilities.probe(client());
  }

  /** Whether workflows outlive this process. */
  boolean durable();

  /** Where it is, for people. */
  String description();

  /** Ends every call. A second time does nothing. */
  @Override
  void close();
}
