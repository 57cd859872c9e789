package io.nasoa.zoo.search.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.zoo.search.Measurement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTableReaderTest {
  private static final String TABLE =
      """
      hp_x0,hp_x1,hp_x2,hp_x3,hp_x4,hp_x5,metric_error,metric_params_size,metric_latency,task
      4,2,1,2,1,1,48.5,0.135156,0.0125,pets
      4,2,1,2,1,0,18.5,0.129306,0.0625,birds
      0,0,0,0,0,0,75,0.129306,0.25,pets
      """;

  @TempDir Path directory;
  private Path file = Path.of("");

  @BeforeEach
  void setFile() {
    file = directory.resolve("table.csv");
  }

  private SearchTable read(String content) throws IOException {
    Files.writeString(file, content);
    return SearchTableReader.read(file, "pets");
  }

  private void assertRefused(String content, String... parts) throws IOException {
    assertThatThrownBy(() -> read(content))
        .isInstanceOf(InvalidSearchTableException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContainingAll(parts)
        .message()
        .hasLineCount(1);
  }

  @Test
  void read_table_holdsTheRowsOfTheTask() throws IOException {
    SearchTable table = read(TABLE);

    assertThat(table.task()).isEqualTo("pets");
    assertThat(table.architectures())
        .containsExactly(List.of(0, 0, 0, 0, 0, 0), List.of(4, 2, 1, 2, 1, 1));
    assertThat(table.measure(List.of(4, 2, 1, 2, 1, 1)))
        .contains(new Measurement(51.5, 0.0125, 0, 0, 0));
    assertThat(table.measure(List.of(4, 2, 1, 2, 1, 0))).isEmpty();
    assertThat(table.exactHypervolume()).isEqualTo(26.5 * 0.2375);
  }

  @Test
  void read_otherOrderOfColumnsWindowsLineEndsAndMark_isTheSame() throws IOException {
    List<String> lines =
        List.of(
            "\uFEFFtask,hp_x5,hp_x4,hp_x3,hp_x2,hp_x1,hp_x0,metric_latency,metric_error",
            "pets,1,1,2,1,2,4,0.0125,48.5",
            "",
            "pets,0,0,0,0,0,0,0.25,75");
    String other = String.join("\r\n", lines);

    assertThat(read(other).architectures()).isEqualTo(read(TABLE).architectures());
    assertThat(read(other).exactHypervolume()).isEqualTo(26.5 * 0.2375);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hp_x0", "hp_x5", "metric_error", "metric_latency", "task"})
  void read_missingColumn_namesIt(String column) throws IOException {
    assertRefused(
        TABLE.replace(column, "other"), "has no column '" + column + "'", "expected hp_x0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "just text\n"})
  void read_noTable_namesTheColumns(String content) throws IOException {
    assertRefused(content, "has no column 'hp_x0'", "metric_latency, task");
  }

  @Test
  void read_unknownTask_namesThoseThereAre() throws IOException {
    assertRefused(TABLE.replace("pets", "cars"), "no rows of task 'pets'", "'birds', 'cars'");
    assertRefused(TABLE.lines().findFirst().orElseThrow(), "no rows of task 'pets'", "any other");
  }

  @ParameterizedTest
  @CsvSource({
    "48.5, high, metric_error, a number",
    "48.5, NaN, metric_error, a number",
    "48.5, '', metric_error, a number",
    "0.0125, -1, metric_latency, a number",
    "0.0125, 1e999, metric_latency, a number",
    "'4,2,1,2,1,1', '4,2,1,2,1,x', hp_x5, an integer",
    "'4,2,1,2,1,1', '4,-2,1,2,1,1', hp_x1, an integer",
    "'4,2,1,2,1,1', '4,2,1.5,2,1,1', hp_x2, an integer"
  })
  void read_badValue_namesLineColumnAndValue(
      String good, String bad, String column, String expected) throws IOException {
    assertRefused(TABLE.replace(good, bad), "line 2", "column " + column, "expected " + expected);
  }

  @Test
  void read_badLine_isNamed() throws IOException {
    assertRefused(TABLE + "1,2\n", "line 5 has 2 fields, expected 10");
    assertRefused(TABLE + "4,2,1,2,1,1,1,1,1,pets\n", "line 5 repeats", "line 2", "'pets'");
    assertRefused(
        TABLE.replace("48.5", "\u0007" + "9".repeat(99) + "x"), "line 2", "'?999", "...'");
  }

  @Test
  void read_noText_isRefused() throws IOException {
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    assertThatThrownBy(() -> SearchTableReader.read(file, "pets"))
        .hasMessageContaining("not UTF-8");
    Files.writeString(file, TABLE, StandardCharsets.UTF_16);
    assertThatThrownBy(() -> SearchTableReader.read(file, "pets"))
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void read_missingFileOrDirectory_isRefused() {
    assertThatThrownBy(() -> SearchTableReader.read(file, "pets"))
        .isInstanceOf(InvalidSearchTableException.class)
        .hasMessageContaining("does not exist");
    assertThatThrownBy(() -> SearchTableReader.read(directory, "pets"))
        .isInstanceOf(InvalidSearchTableException.class)
        .hasMessageContaining("cannot be read");
  }
}
