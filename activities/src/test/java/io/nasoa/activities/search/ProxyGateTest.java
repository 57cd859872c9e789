package io.nasoa.activities.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.activities.training.MetricsLog;
import io.nasoa.activities.training.TrainingControl;
import io.nasoa.workflows.search.CandidateInput;
import io.nasoa.workflows.search.CandidateOutcome;
import io.nasoa.workflows.search.ProxyRecipe;
import io.nasoa.zoo.architecture.Stem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyGateTest {
  private static final List<String> ARCHITECTURES = List.of("2-_8_2-2", "2-_16_2-2", "2-_32_2-2");

  @TempDir private Path directory;
  private final List<CandidateInput> trained = new ArrayList<>();
  private int stopAfter = Integer.MAX_VALUE;

  @Test
  void run_shortTrainingsInTheSameOrder_correlateFully() throws IOException {
    assertThat(run(TrainingControl.none()).orElseThrow().kendallTau())
        .isEqualTo(1, Offset.offset(1e-12));
    assertThat(trained).hasSize(6);
  }

  @Test
  void run_stoppedAndStartedAgain_trainsOnlyTheRest() throws IOException {
    stopAfter = 3;
    assertThat(run(stoppable())).isEmpty();
    stopAfter = Integer.MAX_VALUE;
    assertThat(run(stoppable())).isPresent();
    // The one that was interrupted goes on; those before are known.
    assertThat(trained).hasSize(7);
  }

  private TrainingControl stoppable() {
    return new TrainingControl() {
      @Override
      public Decision beforeStep(int stepsDone, int totalSteps) {
        return trained.size() > stopAfter ? Decision.YIELD : Decision.CONTINUE;
      }

      @Override
      public void afterStep(MetricsLog.Line line, int totalSteps) {}
    };
  }

  private Optional<ProxyGate.Result> run(TrainingControl control) throws IOException {
    ProxyGate.Plan plan =
        new ProxyGate.Plan(
            "draw:shapes",
            ARCHITECTURES,
            Stem.STANDARD,
            new ProxyRecipe(32, 1, 0.1, 16, 0),
            new ProxyRecipe(64, 2, 0.1, 16, 0),
            0,
            "cpu");
    return new ProxyGate(this::evaluate, directory).run(plan, control, row -> {});
  }

  private CandidateOutcome evaluate(CandidateInput input, Path work, TrainingControl control) {
    trained.add(input);
    assertThat(work).isDirectory();
    if (control.beforeStep(0, 1) == TrainingControl.Decision.YIELD) {
      return CandidateOutcome.failed("gave its slot back", 0);
    }
    double accuracy = input.architecture().length() + input.architecture().charAt(3) / 1000.0;
    return CandidateOutcome.measured(accuracy * input.proxy().epochs() / 20, 1, 1, 1, 1, 1, 1);
  }
}
