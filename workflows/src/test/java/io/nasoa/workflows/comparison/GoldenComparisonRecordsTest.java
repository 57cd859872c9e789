package io.nasoa.workflows.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.workflows.run.GoldenRecordTests;
import io.nasoa.workflows.tuning.TaskState;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The JSON of every record of a comparison as each version writes it. A change here breaks recorded
 * histories and stored states: add fields, never change or remove one. {@link #main} writes missing
 * files.
 */
class GoldenComparisonRecordsTest extends GoldenRecordTests {
  GoldenComparisonRecordsTest() {
    super("records/0.2/comparison/");
  }

  static Stream<Record> records() {
    ComparisonState state = ComparisonSamples.state();
    return Stream.of(
        ComparisonSamples.request(),
        state,
        new AdvanceComparisonInput(1, state, List.of(ComparisonSamples.plannedOutcome(1))),
        new PlanCellInput(1, "c", ComparisonSamples.plan(1), ComparisonSamples.description()),
        ComparisonSamples.planned(),
        new PrepareSearchInput(1, "c", ComparisonSamples.search(2)),
        new PreparedSearch(1, null, ComparisonSamples.searched()),
        ComparisonSamples.entry(),
        ComparisonStatus.of(state, TaskState.PAUSED),
        ComparisonSamples.finish(),
        ComparisonSamples.finish().toResult());
  }

  @Test
  void sample_hasNoProblems() {
    assertThat(ComparisonSamples.request().problems()).isEmpty();
  }

  @Test
  void emptyRequest_isReadAndRefusedByEveryField() throws IOException {
    ComparisonRequest empty = mapper.readValue("{}", ComparisonRequest.class);
    assertThat(empty.problems())
        .anySatisfy(it -> assertThat(it).startsWith("id must be"))
        .anySatisfy(it -> assertThat(it).startsWith("data must name"))
        .anySatisfy(it -> assertThat(it).startsWith("methods must be some of [nasoa, nasoa-frozen"))
        .anySatisfy(it -> assertThat(it).startsWith("there must be 1 to 8 limits"))
        .anySatisfy(it -> assertThat(it).startsWith("cap must be 1 to 10000"))
        .anySatisfy(it -> assertThat(it).startsWith("models must be named"))
        .anySatisfy(it -> assertThat(it).startsWith("seeds must be 1 to 100"))
        .anySatisfy(it -> assertThat(it).startsWith("plan seeds must be 1 to 100"))
        .anySatisfy(it -> assertThat(it).startsWith("parallel cells must be 1 to 64"))
        .anySatisfy(it -> assertThat(it).startsWith("device must be"));
  }

  @Test
  void workHash_doesNotHangOnHowManySeeds() throws IOException {
    ComparisonRequest request = ComparisonSamples.request();
    ObjectNode tree = mapper.valueToTree(request);
    ComparisonRequest more =
        mapper.treeToValue(tree.put("seeds", 3).put("parallel", 1), ComparisonRequest.class);
    ComparisonRequest other = mapper.treeToValue(tree.put("cap", 9), ComparisonRequest.class);
    assertThat(more.workHash()).isEqualTo(request.workHash());
    assertThat(other.workHash()).isNotEqualTo(request.workHash());
    assertThat(more.asksForMoreThan(request)).isTrue();
    assertThat(request.asksForMoreThan(more)).isFalse();
    assertThat(request.withSeedsOf(more).seeds()).isEqualTo(3);
  }

  /** Writes the files that are missing; the argument is the resource folder of the tests. */
  public static void main(String[] arguments) throws IOException {
    new GoldenComparisonRecordsTest().write(arguments[0], records());
  }
}
