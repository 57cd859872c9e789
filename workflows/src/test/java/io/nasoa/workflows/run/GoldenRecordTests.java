package io.nasoa.workflows.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.workflows.payload.PayloadJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The JSON of records as they have been written since they were first used. A change breaks
 * recorded histories and stored states: add fields, never change or remove one. A test of such
 * records has a static method {@code records()} that gives filled samples.
 */
public abstract class GoldenRecordTests {
  private final String folder;
  protected final JsonMapper mapper = PayloadJson.newMapper();

  /**
   * Tests of one kind of work.
   *
   * @param folder where its records are in the tests' resources, with a slash at the end
   */
  protected GoldenRecordTests(String folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @MethodSource("records")
  void written_isGolden(Record sample) throws IOException {
    assertThat(written(sample)).isEqualTo(read(sample));
  }

  @ParameterizedTest
  @MethodSource("records")
  void golden_isReadBack(Record sample) throws IOException {
    assertThat(mapper.treeToValue(read(sample), sample.getClass())).isEqualTo(sample);
  }

  @ParameterizedTest
  @MethodSource("records")
  void unknownFieldsOfALaterSchema_areTolerated(Record sample) throws IOException {
    ObjectNode golden = read(sample);
    if (golden.has("schema")) {
      golden.put("schema", 2);
    }
    ObjectNode newer = golden.deepCopy();
    newer.put("addedLater", 1);
    assertThat(written(mapper.treeToValue(newer, sample.getClass()))).isEqualTo(golden);
  }

  private JsonNode written(Record value) throws IOException {
    return mapper.readTree(mapper.writeValueAsString(value));
  }

  private ObjectNode read(Record sample) throws IOException {
    String name = folder + file(sample);
    try (InputStream file = getClass().getClassLoader().getResourceAsStream(name)) {
      assertThat(file).as(name).isNotNull();
      return (ObjectNode) mapper.readTree(file);
    }
  }

  private static String file(Record sample) {
    return sample.getClass().getSimpleName() + ".json";
  }

  /**
   * Writes the files that are missing.
   *
   * @param resources the tests' resources
   */
  protected final void write(String resources, Stream<Record> records) throws IOException {
    Path into = Files.createDirectories(Path.of(resources, folder));
    List<Record> missing =
        records.filter(sample -> !Files.exists(into.resolve(file(sample)))).toList();
    for (Record sample : missing) {
      String json = mapper.writerWithDefaultPrettyPrinter().writeValueAsString(sample);
      Files.writeString(into.resolve(file(sample)), json + "\n");
    }
  }
}
