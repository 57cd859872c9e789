package io.nasoa.worker.temporal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.uber.m3.tally.NoopScope;
import io.nasoa.activities.training.FileHash;
import io.nasoa.activities.training.LedgerFile;
import io.nasoa.workflows.tuning.FineTuningResult;
import io.nasoa.workflows.tuning.Ledger;
import io.nasoa.workflows.tuning.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A trainer of the real program is frozen (SIGSTOP) while it trains, another one takes its task
 * over, and it wakes. It writes nothing and says nothing; its slot is free while the other one
 * trains.
 */
@Timeout(600)
class FrozenTrainerIT {
  private static final int STEPS = 1200;

  @TempDir private Path files;
  private final List<TrainerProcess> trainers = new ArrayList<>();
  private EngineProcess control;
  private Map<String, String> server = Map.of();

  @BeforeEach
  void start() throws Exception {
    EmbeddedTemporal temporal = EmbeddedTemporal.startListening("a-token", new NoopScope());
    server = temporal.environment();
    control = EngineProcess.controlling(Files.createDirectory(files.resolve("data")), temporal);
  }

  @AfterEach
  void stop() {
    trainers.forEach(TrainerProcess::close);
    control.close();
  }

  private TrainerProcess trainer(String name) throws IOException {
    TrainerProcess trainer =
        new TrainerProcess(files.resolve(name), control.directory.path(), server);
    trainers.add(trainer);
    return trainer;
  }

  private LedgerFile ledger(String task) {
    return new LedgerFile(control.file(task, "ledger.jsonl"), InstantSource.system());
  }

  /** Trains until there is a checkpoint, is frozen, and is replaced by one that trains. */
  private TrainerProcess frozenAndReplaced() throws Exception {
    TrainerProcess frozen = trainer("frozen");
    control.service.submit(EngineProcess.steps("a", STEPS));
    while (!Files.isDirectory(control.file("a", "checkpoints"))) {
      control.awaitStep("a", 0);
    }
    frozen.freeze();
    trainer("replacement");
    while (ledger("a").resumedSteps().size() < 2) {
      Thread.sleep(20);
    }
    return frozen;
  }

  private void assertUndisturbed(FineTuningResult result) throws Exception {
    assertThat(result.task().state()).isEqualTo(TaskState.SUCCEEDED);
    Ledger ledger = requireNonNull(result.task().ledger());
    assertThat(result.task().elapsedSeconds()).isCloseTo(ledger.elapsedSeconds(), within(1e-6));
    assertThat(ledger("a").resumedSteps()).hasSize(2);
    assertThat(result.task().attempts()).isEqualTo(2);
    FineTuningResult undisturbed = control.run(EngineProcess.steps("undisturbed", STEPS));
    assertThat(undisturbed.task().attempts()).isEqualTo(1);
    for (String name : List.of("model.safetensors", "metrics.jsonl", "model.json")) {
      assertThat(control.file("a", name)).hasSameBinaryContentAs(control.file("undisturbed", name));
    }
    assertThat(result.task().accuracy()).isEqualTo(undisturbed.task().accuracy());
  }

  @Test
  void wakesWhileItsReplacementTrains_givesUpAndTakesTheNextTask() throws Exception {
    TrainerProcess frozen = frozenAndReplaced();

    frozen.wake();
    FineTuningResult next = control.run(EngineProcess.steps("next", 5));
    FineTuningResult result = control.service.await("a");

    assertThat(next.task().state()).isEqualTo(TaskState.SUCCEEDED);
    Instant begun = Instant.ofEpochMilli(ledger("next").firstMillis().orElseThrow());
    assertThat(begun).isBefore(requireNonNull(control.stored("a").finishedAt()));
    assertThat(frozen.isAlive()).isTrue();
    assertUndisturbed(result);
  }

  @Test
  void wakesAfterTheEnd_changesNothing() throws Exception {
    TrainerProcess frozen = frozenAndReplaced();
    FineTuningResult result = control.service.await("a");
    Map<String, String> before = contents();

    frozen.wake();
    trainers.get(1).close();
    FineTuningResult next = control.run(EngineProcess.steps("next", 5));

    assertThat(next.task().state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(contents()).isEqualTo(before);
    assertThat(control.service.await("a")).isEqualTo(result);
  }

  /** Every file of the task, with a hash of its content. */
  private Map<String, String> contents() throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(control.directory.taskDirectory("a"))) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        all.put(path.toString(), FileHash.sha256(path));
      }
    }
    return all;
  }
}
