package io.nasoa.activities.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nasoa.workflows.tuning.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerFileTest {
  @TempDir private Path directory;
  private long now = 1_000_000;
  private LedgerFile ledger;

  @BeforeEach
  void open() {
    ledger = new LedgerFile(directory.resolve("ledger.jsonl"), () -> Instant.ofEpochMilli(now));
  }

  @Test
  void totals_phases_everySecondStandsInOneColumn() throws IOException {
    ledger.enter(LedgerPhase.QUEUE);
    now += 2_000;
    ledger.enter(LedgerPhase.PROFILE);
    now += 500;
    ledger.enter(LedgerPhase.TRAIN);
    now += 4_000;
    ledger.alive();
    now += 1_000;
    ledger.enter(LedgerPhase.EVALUATE);
    now += 250;
    ledger.end();
    assertThat(ledger.totals()).isEqualTo(new Ledger(2, 0.5, 0, 0, 5, 0.25, 0, 0, 0, 0, 0));
  }

  @Test
  void totals_killedAfterACheckpoint_lostAndDownAreToldApart() throws IOException {
    ledger.enter(LedgerPhase.TRAIN);
    now += 10_000;
    ledger.enter(LedgerPhase.CHECKPOINT);
    now += 1_000;
    ledger.checkpoint(100);
    ledger.enter(LedgerPhase.TRAIN);
    now += 3_000;
    ledger.alive();
    now += 60_000; // killed here
    ledger.takeOver(LedgerPhase.LOAD);
    now += 500;
    ledger.resumed(100);
    ledger.enter(LedgerPhase.TRAIN);
    now += 7_000;
    ledger.end();
    Ledger totals = ledger.totals();
    assertThat(totals).isEqualTo(new Ledger(0, 0, 0, 0.5, 17, 0, 1, 0, 0, 3, 60));
    assertThat(totals.elapsedSeconds()).isCloseTo(81.5, within(1e-9));
    assertThat(totals.activeSeconds()).isCloseTo(21.5, within(1e-9));
  }

  @Test
  void totals_killedBeforeAnyCheckpoint_allTrainingIsLost() throws IOException {
    ledger.enter(LedgerPhase.TRAIN);
    now += 4_000;
    ledger.takeOver(LedgerPhase.LOAD);
    ledger.resumed(0);
    assertThat(ledger.totals()).isEqualTo(new Ledger(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4));
    ledger.enter(LedgerPhase.TRAIN);
    now += 2_000;
    ledger.alive();
    ledger.takeOver(LedgerPhase.LOAD);
    ledger.resumed(0);
    assertThat(ledger.totals()).isEqualTo(new Ledger(0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 4));
  }

  @Test
  void totals_killedBeforeTheCheckpointIsTold_onlyWhatFollowedItIsLost() throws IOException {
    ledger.enter(LedgerPhase.TRAIN);
    now += 10_000;
    ledger.beginCheckpoint(100);
    now += 1_000; // the checkpoint is renamed, then the process is killed
    ledger.takeOver(LedgerPhase.LOAD);
    ledger.resumed(100);
    assertThat(ledger.totals()).isEqualTo(new Ledger(0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 1));
  }

  @Test
  void enter_notWritable_isKeptAndWrittenLater() throws IOException {
    ledger.enter(LedgerPhase.LOAD);
    now += 1_000;
    Path file = directory.resolve("ledger.jsonl");
    Path aside = Files.move(file, directory.resolve("aside"));
    Files.createDirectory(file);
    ledger.enter(LedgerPhase.TRAIN);
    now += 2_000;
    ledger.beginCheckpoint(7);
    Files.delete(file);
    Files.move(aside, file);
    assertThat(Files.readAllLines(file)).hasSize(1);
    now += 500;
    ledger.end();
    assertThat(Files.readAllLines(file)).hasSize(4);
    LedgerFile again = new LedgerFile(file, () -> Instant.ofEpochMilli(now));
    assertThat(again.totals()).isEqualTo(new Ledger(0, 0, 0, 1, 2, 0, 0.5, 0, 0, 0, 0));
  }

  @Test
  void totals_clockSetBack_noColumnIsNegative() throws IOException {
    ledger.enter(LedgerPhase.TRAIN);
    now -= 50_000;
    ledger.enter(LedgerPhase.EVALUATE);
    now += 51_000;
    ledger.end();
    assertThat(ledger.totals()).isEqualTo(new Ledger(0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0));
  }

  @Test
  void totals_lineTornByAKill_isPassedOver() throws IOException {
    ledger.enter(LedgerPhase.TRAIN);
    now += 1_000;
    ledger.alive();
    Files.writeString(directory.resolve("ledger.jsonl"), "{\"at\":10", StandardOpenOption.APPEND);
    now += 1_000;
    ledger.takeOver(LedgerPhase.LOAD);
    now += 1_000;
    ledger.end();
    assertThat(ledger.totals()).isEqualTo(new Ledger(0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1));
  }

  @Test
  void begin_stageBeforeWasKilled_theGapIsDownTime() throws IOException {
    ledger.begin(LedgerPhase.PLAN);
    now += 1_000;
    ledger.alive();
    now += 9_000; // killed
    ledger.begin(LedgerPhase.PLAN);
    now += 2_000;
    ledger.enter(LedgerPhase.QUEUE);
    assertThat(ledger.totals()).isEqualTo(new Ledger(0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 9));
  }

  @Test
  void begin_stageBeforeEnded_theGapIsWaiting() throws IOException {
    ledger.begin(LedgerPhase.PROFILE);
    now += 1_000;
    ledger.enter(LedgerPhase.QUEUE);
    now += 9_000;
    ledger.begin(LedgerPhase.PLAN);
    now += 2_000;
    ledger.enter(LedgerPhase.QUEUE);
    assertThat(ledger.totals()).isEqualTo(new Ledger(9, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void attempts_slotsGivenBackInOrder_areNotCounted() throws IOException {
    ledger.begin(LedgerPhase.LOAD);
    ledger.resumed(0);
    ledger.yielded();
    ledger.begin(LedgerPhase.LOAD);
    ledger.resumed(5);
    assertThat(ledger.attempts()).isEqualTo(1);
    ledger.begin(LedgerPhase.LOAD); // after a kill
    ledger.resumed(5);
    assertThat(ledger.attempts()).isEqualTo(2);
    ledger.yielded();
    ledger.begin(LedgerPhase.LOAD);
    ledger.begin(LedgerPhase.LOAD); // killed while it loaded
    ledger.resumed(7);
    assertThat(ledger.attempts()).isEqualTo(3);
    assertThat(ledger.notes()).isEmpty();
  }
}
