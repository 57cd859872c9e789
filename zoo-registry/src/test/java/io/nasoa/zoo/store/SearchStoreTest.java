package io.nasoa.zoo.store;

import static io.nasoa.zoo.store.OpenStore.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SearchStoreTest {
  @TempDir Path directory;

  @RegisterExtension final OpenStore store = new OpenStore(() -> directory.resolve("data"));

  private SearchStore searches;

  @BeforeEach
  void claim() {
    searches = new SearchStore(store.database());
    searches.claim("s", "h", "{}", NOW);
  }

  @Test
  void claim_sameIdAsATask_doesNotMeetIt() {
    assertThat(new TaskStore(store.database()).claim("s", "other", "{}", NOW))
        .isEqualTo(new ClaimOutcome.Started(1));
    assertThat(searches.claim("s", "h", "{}", NOW))
        .isEqualTo(new ClaimOutcome.Attached(1, TaskState.QUEUED));
  }
}
