package io.nasoa.zoo.store;

import static io.nasoa.zoo.store.OpenStore.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class RegistrationStoreTest {
  @TempDir Path directory;

  @RegisterExtension final OpenStore store = new OpenStore(() -> directory.resolve("data"));

  @Test
  void claim_sameIdAsASearch_doesNotMeetIt() {
    new SearchStore(store.database()).claim("b", "other", "{}", NOW);
    RegistrationStore builds = new RegistrationStore(store.database());

    assertThat(builds.claim("b", "h", "{}", NOW)).isEqualTo(new ClaimOutcome.Started(1));
    assertThat(builds.claim("b", "h", "{}", NOW))
        .isEqualTo(new ClaimOutcome.Attached(1, TaskState.QUEUED));
    assertThat(builds.claim("b", "x", "{}", NOW)).isInstanceOf(ClaimOutcome.Conflict.class);
  }

  @Test
  void progressAndEnd_areThereAfterTheStoreWasOpenedAgain() {
    RegistrationStore builds = new RegistrationStore(store.database());
    builds.claim("b", "h", "{}", NOW);
    builds.saveProgress("b", 1, TaskState.PAUSED, "half", NOW);

    builds = new RegistrationStore(store.reopen());
    assertThat(builds.unfinished()).extracting(StoredTask::id).containsExactly("b");
    assertThat(builds.find("b").orElseThrow().newestRun().progressJson()).isEqualTo("half");
    builds.finish("b", 1, TaskState.FAILED, "why", NOW);
    assertThat(builds.claim("b", "h", "{}", NOW)).isEqualTo(new ClaimOutcome.Started(2));
  }

  @Test
  void saveProgress_ofAnUnknownBuild_isRefusedByName() {
    RegistrationStore builds = new RegistrationStore(store.database());
    assertThatThrownBy(() -> builds.saveProgress("x", 1, TaskState.RUNNING, "{}", NOW))
        .isInstanceOf(StoreException.class)
        .hasMessage("the store has no run 1 of registration x");
  }
}
