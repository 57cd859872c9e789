package io.nasoa.worker.temporal;

import io.temporal.serviceclient.ServiceStubs;
import java.util.concurrent.TimeUnit;

/** Ends the calls of a client. */
final class StubsShutdown {
  // In milliseconds: the SDK (1.38) hands on their number with the unit that the caller named, so
  // that "one second" would be a thousand.
  private static final long MILLIS = 1_000;

  private StubsShutdown() {}

  /** Lets short calls end; the long polls that are open after a second are cut. */
  static void end(ServiceStubs<?, ?> stubs) {
    stubs.shutdown();
    if (!stubs.awaitTermination(MILLIS, TimeUnit.MILLISECONDS)) {
      stubs.shutdownNow();
      stubs.awaitTermination(MILLIS, TimeUnit.MILLISECONDS);
    }
  }
}
