package io.nasoa.activities.search;

import io.nasoa.workflows.search.MacroRange;
import io.nasoa.workflows.search.ProxyRecipe;
import io.nasoa.workflows.search.SearchRequest;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.search.BlockLevel;
import io.nasoa.zoo.search.Limits;
import io.nasoa.zoo.search.NetworkLimits;
import io.nasoa.zoo.search.SearchSettings;
import java.util.List;

/** Searches of synthetic candidates. */
final class SearchRequests {
  private SearchRequests() {}

  static SearchRequest of(int block, int macro, int parallel) {
    return of("s", "synthetic:0", block, macro, parallel);
  }

  static SearchRequest of(String id, String data, int block, int macro, int parallel) {
    return new SearchRequest(
        SearchRequest.SCHEMA,
        id,
        "default",
        data,
        Stem.STANDARD,
        7,
        block,
        macro,
        parallel,
        ProxyRecipe.DEFAULT,
        new BlockLevel(16, "1-1-2-2", 2, 4, 2),
        MacroRange.DEFAULT,
        SearchSettings.DEFAULT,
        new NetworkLimits(64, 10, Stem.STANDARD, 0, new Limits(3_000_000, 40_000_000, 1L << 30)),
        List.of("031-_32_1-1-221-11121", "011-_32_2-211-2-111122"),
        "cpu",
        3);
  }
}
