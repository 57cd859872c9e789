package io.nasoa.workflows.search;

import io.nasoa.workflows.run.RunInterventions;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.search.BlockLevel;
import io.nasoa.zoo.search.Limits;
import io.nasoa.zoo.search.NetworkLimits;
import io.nasoa.zoo.search.SearchSettings;
import java.util.List;

/** One of each record of a search. */
final class SearchSamples {
  private SearchSamples() {}

  static SearchRequest request() {
    return new SearchRequest(
        1,
        "s",
        "default",
        "draw:shapes",
        Stem.STANDARD,
        7,
        2,
        1,
        2,
        new ProxyRecipe(48, 3, 0.1, 64, 5e-4),
        new BlockLevel(16, "1-1-2-2", 2, 4, 2),
        new MacroRange(List.of(8, 16), 4, 4, 2, 5),
        new SearchSettings(16, 0.5, 0, 0, Limits.NONE),
        new NetworkLimits(64, 100, Stem.STANDARD, 0, new Limits(3_000_000, 40_000_000, 1L << 30)),
        List.of("031-_32_1-1-221-11121"),
        "cpu",
        3);
  }

  static Proposal proposal(int number) {
    return new Proposal(number, number, 0, "%d-_16_1-1-2-2".formatted(number), 7);
  }

  static CandidateOutcome outcome() {
    return CandidateOutcome.measured(0.5, 1.25, 0.0125, 1000, 2_000_000, 4096, 40.5);
  }

  static LevelSearch level() {
    return new LevelSearch(
        request().block(),
        -3,
        1,
        List.of(
            new TrialRow("0-_16_1-1-2-2", 1, List.of(0.5, 1.25, 1000.0, 2e6, 4096.0), List.of()),
            new TrialRow("1-_16_1-1-2-2", 2, List.of(), List.of("diverged"))));
  }

  static SearchWorkflowState state() {
    return new SearchWorkflowState(
        1,
        request(),
        1,
        1_700_000_000_000L,
        SearchPhase.BLOCK,
        level(),
        List.of(proposal(1)),
        2,
        1,
        0,
        List.of(front()),
        List.of(new LevelHypervolumes(SearchPhase.BLOCK, 16, 0.25, 2.0, List.of(0.1875))),
        1500,
        new RunInterventions(true, 1_700_000_001_000L, false));
  }

  static FrontPoint front() {
    return new FrontPoint("2-_16_1-1-2-2", SearchPhase.BLOCK, 0.5, 1.5, 1000, 2_000_000, 4096, 1);
  }

  static FinishSearchInput finish() {
    return new FinishSearchInput(1, state(), TaskState.FAILED, "InvalidData", "x has no classes");
  }
}
