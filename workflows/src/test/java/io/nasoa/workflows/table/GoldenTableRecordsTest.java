package io.nasoa.workflows.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.workflows.run.GoldenRecordTests;
import io.nasoa.workflows.run.RunInterventions;
import io.nasoa.workflows.trial.ReportOutcome;
import io.nasoa.workflows.tuning.TaskState;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The JSON of every record of a table and its trials as each version writes it. A change here
 * breaks recorded histories and stored states: add fields, never change or remove one. {@link
 * #main} writes missing files.
 */
class GoldenTableRecordsTest extends GoldenRecordTests {
  GoldenTableRecordsTest() {
    super("records/0.2/table/");
  }

  static Stream<Record> records() {
    TableState state = TableSamples.state();
    return Stream.of(
        TableSamples.request(),
        state,
        new AdvanceTableInput(1, state, List.of(TableSamples.arrived(4))),
        TableSamples.calibrate(),
        TableSamples.calibration(),
        TableSamples.describe(1),
        TableSamples.description(),
        TableSamples.trial(3),
        TableSamples.outcome(),
        TableSamples.report(TableSamples.trial(3)),
        new ReportOutcome(1, 0.5, null),
        new TablePiece(0, TableSamples.calibrate(), null, null),
        TableSamples.arrived(3),
        TableSamples.entry(),
        new TableRow(1, new TreeMap<>(Map.of("group", "trashnet", "limit", "4.0"))),
        TableStatus.of(state, TaskState.PAUSED),
        TableSamples.finish(),
        TableSamples.finish().toResult());
  }

  @Test
  void missingLists_areEmpty() throws IOException {
    TableState back = mapper.readValue("{\"schema\": 1}", TableState.class);
    assertThat(back.proposals()).isEmpty();
    assertThat(back.interventionsOrNone()).isEqualTo(RunInterventions.NONE);
  }

  @Test
  void emptyRequest_isReadAndRefusedByEveryField() throws IOException {
    TableRequest empty = mapper.readValue("{}", TableRequest.class);
    assertThat(empty.problems())
        .anySatisfy(it -> assertThat(it).startsWith("id must be"))
        .anySatisfy(it -> assertThat(it).startsWith("data must name"))
        .anySatisfy(it -> assertThat(it).startsWith("there must be 1 to 8 limits, was 0"))
        .anySatisfy(it -> assertThat(it).startsWith("models must be named"))
        .anySatisfy(it -> assertThat(it).startsWith("parallel trials must be 1 to 64, was 0"))
        .anySatisfy(it -> assertThat(it).startsWith("device must be"));
  }

  @Test
  void tasksAndLimitsThatCannotBe_areRefusedByName() throws IOException {
    TableRequest request =
        mapper.readValue(
            """
            {"tasks": [{"task": "a.zip#images=-1", "group": "g", "role": "DEV", "configurations": 9},
                       {"task": "a.zip#images=-1", "group": "../g", "role": "BOSS"}],
             "limits": [12, 4], "configurations": 2, "models": ["a", "b", "a"]}
            """,
            TableRequest.class);
    assertThat(request.problems())
        .contains("tasks must be different, was a.zip#images=-1")
        .contains("a task must have 1 to 2 configurations, was 9")
        .contains("sub-task: images must be at least 0, was '-1'")
        .contains("limits must be positive and ascend, was 4.0")
        .contains("models must differ, was [a, b, a]")
        .anySatisfy(it -> assertThat(it).startsWith("a group's name must be like"))
        .anySatisfy(it -> assertThat(it).startsWith("a role must be one of [DEV"))
        .anySatisfy(it -> assertThat(it).startsWith("configurations must be at least one for"));
  }

  @Test
  void workHash_doesNotHangOnHowManyAreMadeAtATime() throws IOException {
    TableRequest request = TableSamples.request();
    ObjectNode more = mapper.valueToTree(request);
    TableRequest faster =
        mapper.treeToValue(more.put("parallel", 9).put("priority", 1), TableRequest.class);
    TableRequest other = mapper.treeToValue(more.put("seed", 9), TableRequest.class);
    assertThat(faster.workHash()).isEqualTo(request.workHash());
    assertThat(other.workHash()).isNotEqualTo(request.workHash());
  }

  /** Writes the files that are missing; the argument is the resource folder of the tests. */
  public static void main(String[] arguments) throws IOException {
    new GoldenTableRecordsTest().write(arguments[0], records());
  }
}
