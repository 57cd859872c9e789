package io.nasoa.baselines.hpo.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The reference data that lie beside the repository: always there in CI, perhaps not elsewhere. */
public final class RealReference {
  private RealReference() {}

  /**
   * A file of {@code reference} in the shared folder: {@code nasoa.shared}, else {@code
   * NASOA_SHARED}, else {@code ../shared} beside the repository. When it is missing, the test fails
   * in CI and is skipped elsewhere.
   */
  public static Path file(String name) {
    Map<String, String> environment = System.getenv();
    String shared =
        System.getProperty(
            "nasoa.shared", environment.getOrDefault("NASOA_SHARED", besideTheRepository()));
    Path file = Path.of(shared, "reference", name);
    if ("true".equals(environment.get("CI"))) {
      assertThat(file).as("reference data in CI").exists();
    }
    assumeTrue(Files.exists(file), "reference data " + file + " are not there");
    return file;
  }

  private static String besideTheRepository() {
    boolean inRepository = Files.exists(Path.of("baselines"));
    return Path.of(inRepository ? "../shared" : "../../shared").toAbsolutePath().toString();
  }
}
