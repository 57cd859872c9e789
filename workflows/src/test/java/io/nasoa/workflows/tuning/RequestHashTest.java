package io.nasoa.workflows.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RequestHashTest {
  @Test
  void canonicalJson_isSortedAndWithoutNulls() {
    assertThat(RequestHash.canonicalJson(Samples.withBudget()))
        .isEqualTo(
            "{\"budgetSeconds\":60.0,\"data\":\"data.zip\",\"device\":\"cuda:1\",\"seed\":0}");
    assertThat(RequestHash.of(Samples.withBudget())).matches("[0-9a-f]{64}");
  }

  @Test
  void sameWorkAskedOtherwise_hasTheSameHash() {
    FineTuningRequest asked = Samples.request();
    FineTuningRequest otherwise =
        new FineTuningRequest(
            2,
            "another-id",
            "elsewhere",
            asked.data(),
            asked.budgetSeconds(),
            asked.steps(),
            asked.model(),
            asked.seed(),
            asked.learningRate(),
            asked.frozenStages(),
            asked.batchSize(),
            99,
            Instant.EPOCH,
            1,
            asked.device(),
            8);
    assertThat(RequestHash.of(otherwise)).isEqualTo(RequestHash.of(asked));
  }

  @Test
  void otherWork_hasAnotherHash() {
    assertThat(RequestHash.of(Samples.request())).isNotEqualTo(RequestHash.of(withSeed(8)));
    assertThat(withSeed(7)).isEqualTo(Samples.request());
  }

  private static FineTuningRequest withSeed(long seed) {
    FineTuningRequest asked = Samples.request();
    return new FineTuningRequest(
        asked.schema(),
        asked.taskId(),
        asked.deployment(),
        asked.data(),
        asked.budgetSeconds(),
        asked.steps(),
        asked.model(),
        seed,
        asked.learningRate(),
        asked.frozenStages(),
        asked.batchSize(),
        asked.checkpointIntervalSeconds(),
        asked.deadline(),
        asked.priority(),
        asked.device(),
        asked.threads());
  }
}
