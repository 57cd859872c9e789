package io.nasoa.worker.http;

import io.nasoa.worker.cli.RunningOwner;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever arrives at the port is the client's fault, and harms nobody else. */
@Timeout(300)
class MalformedRequestsTest {
  private static final int REQUESTS = 1000;

  @TempDir Path directory;

  @Test
  void thousandMalformedRequests_noneIsTheServersFault() throws Exception {
    try (RunningOwner owner = new RunningOwner(directory, Map.of("HOME", directory.toString()))) {
      MalformedExchanges exchanges = new MalformedExchanges(owner);
      exchanges.send(0, REQUESTS);
      exchanges.check();
    }
  }
}
