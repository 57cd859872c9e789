package io.nasoa.worker.drill;

import io.nasoa.worker.http.OwnerClient;
import io.nasoa.worker.http.StoredData;
import io.nasoa.workflows.search.MacroRange;
import io.nasoa.workflows.search.ProxyRecipe;
import io.nasoa.workflows.search.SearchRequest;
import io.nasoa.workflows.search.SearchResult;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.search.BlockLevel;
import io.nasoa.zoo.search.Limits;
import io.nasoa.zoo.search.NetworkLimits;
import io.nasoa.zoo.search.SearchSettings;
import java.util.List;

/**
 * An architecture search of made-up candidates.
 *
 * @param evaluations at least 2
 * @param seed of the search
 */
public record DrilledSearch(int evaluations, long seed) implements DrilledRun {
  private static final String ID = "drill";

  @Override
  public String noun() {
    return "search";
  }

  @Override
  public boolean submitted(OwnerClient owner, String deployment) {
    owner.searches().submit(request(deployment));
    return owner.searches().status(ID).state().ended();
  }

  @Override
  public RunEvidence evidence(StoredData data) {
    SearchResult result = data.searches().result(ID).orElseThrow();
    return new RunEvidence(
        result.status().state(), result.error(), data.searchLog(ID), result.status().front());
  }

  private SearchRequest request(String deployment) {
    return new SearchRequest(
        SearchRequest.SCHEMA,
        ID,
        deployment,
        "synthetic:400",
        Stem.STANDARD,
        seed,
        evaluations / 2,
        evaluations - evaluations / 2,
        4,
        ProxyRecipe.DEFAULT,
        new BlockLevel(16, "1-1-2-2", 2, 4, 2),
        MacroRange.DEFAULT,
        new SearchSettings(8, 0.5, 3, 0, Limits.NONE),
        new NetworkLimits(64, 10, Stem.STANDARD, 0, new Limits(3_000_000, 40_000_000, 1L << 30)),
        List.of("031-_32_1-1-221-11121"),
        "cpu",
        3);
  }
}
