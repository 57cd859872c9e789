package io.nasoa.zoo.experience;

import static io.nasoa.zoo.store.OpenStore.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.store.OpenStore;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepTimeStoreTest {
  private static final StepTimeKey KEY = new StepTimeKey("A", Stem.STANDARD, 64, 1, 32, "cpu", 2);

  @TempDir Path directory;

  @RegisterExtension final OpenStore store = new OpenStore(() -> directory);

  @Test
  void put_newKey_isFoundAfterReopening() {
    StepTimeMeasurement time = new StepTimeMeasurement(KEY, 0.1 + 0.2, 40, NOW);
    new StepTimeStore(store.database()).put(time);
    assertThat(new StepTimeStore(store.reopen()).find(KEY)).contains(time);
  }

  @Test
  void put_knownKey_replacesIt() {
    StepTimeStore times = new StepTimeStore(store.database());
    times.put(new StepTimeMeasurement(KEY, 0.5, 40, NOW));
    StepTimeMeasurement newer = new StepTimeMeasurement(KEY, 0.25, 10, NOW.plusSeconds(1));
    times.put(newer);
    times.put(newer);
    assertThat(times.list("cpu", 2)).containsExactly(newer);
  }

  static Stream<StepTimeKey> otherKeys() {
    return Stream.of(
        new StepTimeKey("B", Stem.STANDARD, 64, 1, 32, "cpu", 2),
        new StepTimeKey("A", Stem.SMALL_INPUT, 64, 1, 32, "cpu", 2),
        new StepTimeKey("A", Stem.STANDARD, 32, 1, 32, "cpu", 2),
        new StepTimeKey("A", Stem.STANDARD, 64, 0, 32, "cpu", 2),
        new StepTimeKey("A", Stem.STANDARD, 64, 1, 64, "cpu", 2),
        new StepTimeKey("A", Stem.STANDARD, 64, 1, 32, "cuda", 2),
        new StepTimeKey("A", Stem.STANDARD, 64, 1, 32, "cpu", 1));
  }

  @ParameterizedTest
  @MethodSource("otherKeys")
  void find_keyDiffersInOneField_isAnotherRow(StepTimeKey other) {
    StepTimeStore times = new StepTimeStore(store.database());
    StepTimeMeasurement time = new StepTimeMeasurement(KEY, 0.5, 40, NOW);
    times.put(time);
    assertThat(times.find(other)).isEmpty();
    times.put(new StepTimeMeasurement(other, 2, 1, NOW));
    assertThat(times.find(KEY)).contains(time);
    assertThat(times.list("cpu", 2)).contains(time);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void measurement_impossibleSeconds_isRefused(double seconds) {
    assertThatThrownBy(() -> new StepTimeMeasurement(KEY, seconds, 1, NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
