package io.nasoa.workflows.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LessonTest {
  @ParameterizedTest
  @CsvSource({
    "SUCCEEDED, SCHEDULE, , WHOLE",
    "SUCCEEDED, BUDGET, , WHOLE",
    "SUCCEEDED, STOP, , CENSORED",
    "SUCCEEDED, DEADLINE, , CENSORED",
    "SUCCEEDED, UNKNOWN, , CENSORED",
    "CANCELLED, , , CENSORED",
    "FAILED, , Diverged, DIVERGED",
    "FAILED, , DeadlinePassed, NONE",
    "FAILED, , Stopped, NONE",
    "FAILED, , InvalidData, NONE",
  })
  void lesson_everyEnd(
      TaskState state, @Nullable EndedBy endedBy, @Nullable String failureType, Lesson expected) {
    FineTuningState run = Samples.accepted();
    run = endedBy == null ? run : run.with(Samples.training(12, endedBy));
    FinishInput end = new FinishInput(1, run, state, failureType, null, Ledger.EMPTY);

    assertThat(end.toResult().lesson()).isEqualTo(expected);
  }
}
