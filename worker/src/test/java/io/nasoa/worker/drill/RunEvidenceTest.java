package io.nasoa.worker.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.workflows.tuning.TaskState;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunEvidenceTest {
  private record Row(int number, double accuracy) {}

  private static final RunEvidence UNDISTURBED = succeeded("b", new Row(0, 0.5), new Row(1, 0.7));

  private static RunEvidence succeeded(String outcome, Row... log) {
    return new RunEvidence(TaskState.SUCCEEDED, null, List.of(log), outcome);
  }

  @Test
  void violations_same_areNone() {
    RunEvidence same = succeeded("b", new Row(0, 0.5), new Row(1, 0.7));
    assertThat(same.violations("round 1", UNDISTURBED)).isEmpty();
  }

  @Test
  void violations_otherOutcomeOfAnEvaluation_nameTheFirst() {
    RunEvidence other = succeeded("b", new Row(0, 0.5), new Row(1, 0.6));
    assertThat(other.violations("round 1", UNDISTURBED))
        .singleElement()
        .asString()
        .contains("evaluation 1 of round 1", "0.6", "0.7");
  }

  @Test
  void violations_lostEvaluation_areFound() {
    assertThat(succeeded("b", new Row(0, 0.5)).violations("round 1", UNDISTURBED))
        .containsExactly("round 1 has 1 evaluations, the undisturbed one 2");
  }

  @Test
  void violations_otherEnd_areFound() {
    RunEvidence failed =
        new RunEvidence(TaskState.FAILED, "no room", UNDISTURBED.log(), UNDISTURBED.outcome());
    assertThat(failed.violations("round 1", UNDISTURBED))
        .containsExactly("round 1 ended as FAILED: no room");
    assertThat(succeeded("a", new Row(0, 0.5), new Row(1, 0.7)).violations("round 1", UNDISTURBED))
        .containsExactly("round 1 came to a, the undisturbed one to b");
  }
}
