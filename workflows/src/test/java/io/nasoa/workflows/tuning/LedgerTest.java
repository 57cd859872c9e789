package io.nasoa.workflows.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Ledger POWERS = new Ledger(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024);

  @Test
  void elapsed_isTheSum() {
    assertThat(POWERS.elapsedSeconds()).isEqualTo(2047);
  }

  @Test
  void active_leavesOutQueuePausedAndDown() {
    assertThat(POWERS.activeSeconds()).isEqualTo(2047 - 1 - 256 - 1024);
  }

  @Test
  void plus_addsEachColumn() {
    assertThat(POWERS.plus(POWERS))
        .isEqualTo(new Ledger(2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048));
    assertThat(POWERS.plus(Ledger.EMPTY)).isEqualTo(POWERS);
  }
}
