package io.nasoa.zoo.store;

import static io.nasoa.zoo.store.OpenStore.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is not the same for all long work. */
class ComparisonStoreTest {
  @TempDir Path directory;

  @RegisterExtension final OpenStore store = new OpenStore(() -> directory.resolve("data"));

  @Test
  void claim_asksForMore_goesOnAsTheNextRun() {
    ComparisonStore comparisons = new ComparisonStore(store.database());
    comparisons.claim("t", "h", "{}", NOW);
    assertThat(more(comparisons, "{\"more\": 1}"))
        .isEqualTo(new ClaimOutcome.Attached(1, TaskState.QUEUED));
    assertThat(comparisons.find("t").orElseThrow().requestJson()).isEqualTo("{}");
    comparisons.finish("t", 1, TaskState.SUCCEEDED, "{}", NOW);
    assertThat(more(comparisons, "{}")).isEqualTo(new ClaimOutcome.Finished(1, "{}"));
    assertThat(more(comparisons, "{\"more\": 1}")).isEqualTo(new ClaimOutcome.Started(2));
    assertThat(comparisons.find("t").orElseThrow().requestJson()).isEqualTo("{\"more\": 1}");
    assertThat(more(comparisons, "{\"more\": 1}"))
        .isEqualTo(new ClaimOutcome.Attached(2, TaskState.QUEUED));
  }

  private static ClaimOutcome more(ComparisonStore comparisons, String json) {
    return comparisons.claim(
        "t", "h", json, (before, after) -> after.length() > before.length(), NOW);
  }
}
