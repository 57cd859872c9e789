package io.nasoa.zoo.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The form of a stored search: what version 0.1 writes must be read for ever. */
class SearchStateJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final SearchState STATE =
      new SearchState(
          1,
          new SearchSettings(16, 0.5, 3, 0.7, new Limits(3_000_000, 40_000_000, 64_000_000)),
          -4_767_286_540_954_276_203L,
          2,
          List.of(
              new Trial(
                  0,
                  "2-_16_2-2-2112-112",
                  2,
                  List.of(
                      new Measurement(30.25, 0.75, 1_000_000, 9_000_000, 2_000_000),
                      new Measurement(29.5, 0.8125, 1_000_000, 9_000_000, 2_000_000)),
                  List.of()),
              new Trial(1, "031-a01_8_1-1-2-2", 1, List.of(), List.of("worker out of memory")),
              new Trial(2, "0-_8_1-1-2-2", 1, List.of(), List.of()),
              new Trial(3, "1-_8_1-1-2-2", 0, List.of(), List.of())));

  @Test
  void write_isTheGoldenForm() throws IOException {
    try (InputStream golden =
        SearchStateJsonTest.class.getResourceAsStream("search-state-0.1.json")) {
      assertThat(JSON.readTree(JSON.writeValueAsString(STATE))).isEqualTo(JSON.readTree(golden));
    }
  }

  @Test
  void read_golden_isTheState() throws IOException {
    try (InputStream golden =
        SearchStateJsonTest.class.getResourceAsStream("search-state-0.1.json")) {
      assertThat(JSON.readValue(golden, SearchState.class)).isEqualTo(STATE);
    }
  }
}
