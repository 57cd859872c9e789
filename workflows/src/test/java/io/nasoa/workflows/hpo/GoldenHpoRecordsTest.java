package io.nasoa.workflows.hpo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.workflows.run.GoldenRecordTests;
import io.nasoa.workflows.run.RunInterventions;
import io.nasoa.workflows.tuning.TaskState;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The JSON of every record of a search for hyper-parameters as each version writes it. A change
 * here breaks recorded histories and stored states: add fields, never change or remove one. {@link
 * #main} writes missing files.
 */
class GoldenHpoRecordsTest extends GoldenRecordTests {
  GoldenHpoRecordsTest() {
    super("records/0.2/hpo/");
  }

  static Stream<Record> records() {
    HpoState state = HpoSamples.state();
    return Stream.of(
        HpoSamples.request(),
        state,
        new AdvanceHpoInput(1, state, List.of(HpoSamples.arrived(2), HpoSamples.reported(1))),
        HpoSamples.evaluate(2),
        HpoSamples.evaluation(2),
        HpoSamples.trial(2),
        HpoSamples.outcome(),
        HpoSamples.arrived(2),
        HpoSamples.entry(),
        HpoSamples.incumbent(),
        new HpoRow(1, new TreeMap<>(Map.of("evaluation", "0", "budget", "4.0"))),
        HpoStatus.of(state, TaskState.PAUSED),
        HpoSamples.finish(),
        HpoSamples.finish().toResult());
  }

  @Test
  void missingLists_areEmpty() throws IOException {
    HpoState back = mapper.readValue("{\"schema\": 1}", HpoState.class);
    assertThat(back.proposals()).isEmpty();
    assertThat(back.interventionsOrNone()).isEqualTo(RunInterventions.NONE);
  }

  @Test
  void emptyRequest_isReadAndRefusedByEveryField() throws IOException {
    HpoRequest empty = mapper.readValue("{}", HpoRequest.class);
    assertThat(empty.problems())
        .anySatisfy(it -> assertThat(it).startsWith("id must be"))
        .anySatisfy(it -> assertThat(it).startsWith("data must name"))
        .anySatisfy(it -> assertThat(it).startsWith("method must be one of [bohb, bohb-continue"))
        .anySatisfy(it -> assertThat(it).startsWith("limit must be above 0"))
        .anySatisfy(it -> assertThat(it).startsWith("cap must be 1 to 10000"))
        .anySatisfy(it -> assertThat(it).startsWith("eta must be at least 2"))
        .anySatisfy(it -> assertThat(it).startsWith("rungs must be 1 to 8"))
        .anySatisfy(it -> assertThat(it).startsWith("models must be named"))
        .anySatisfy(it -> assertThat(it).startsWith("parallel evaluations must be 1 to 64"))
        .anySatisfy(it -> assertThat(it).startsWith("device must be"));
  }

  @Test
  void taskThatCannotBe_isRefusedByName() throws IOException {
    ObjectNode tree = mapper.valueToTree(HpoSamples.request());
    HpoRequest wrong = mapper.treeToValue(tree.put("task", "a.zip#images=-1"), HpoRequest.class);
    assertThat(wrong.problems()).containsExactly("sub-task: images must be at least 0, was '-1'");
  }

  @Test
  void workHash_hangsOnHowManyAreUnderWayAndNotOnWhen() throws IOException {
    HpoRequest request = HpoSamples.request();
    ObjectNode tree = mapper.valueToTree(request);
    HpoRequest sooner = mapper.treeToValue(tree.put("priority", 1), HpoRequest.class);
    HpoRequest wider = mapper.treeToValue(tree.put("parallel", 9), HpoRequest.class);
    assertThat(sooner.workHash()).isEqualTo(request.workHash());
    assertThat(wider.workHash()).isNotEqualTo(request.workHash());
  }

  /** Writes the files that are missing; the argument is the resource folder of the tests. */
  public static void main(String[] arguments) throws IOException {
    new GoldenHpoRecordsTest().write(arguments[0], records());
  }
}
