package io.nasoa.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrinterTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ObjectNode row = row();

  private static ObjectNode row() {
    ObjectNode row = Json.MAPPER.createObjectNode();
    row.put("name", "a \"b\", c\nd\u001b[31m").put("accuracy", 0.123456789).putNull("error");
    row.putObject("data").put("classes", 6);
    row.putArray("stages").add(1).add(2);
    return row;
  }

  private String printed(OutputFormat format, boolean list) {
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Printer printer =
        new Printer(new Shell(out, System.err, Map.of(), Path.of(""), false, stop -> {}), format);
    if (list) {
      printer.list(List.of("name", "accuracy", "data.classes"), List.of(row));
    } else {
      printer.object(row);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void list_csv_isQuotedAndUnrounded() {
    assertThat(printed(OutputFormat.CSV, true))
        .isEqualTo("name,accuracy,data.classes\n\"a \"\"b\"\", c\nd\u001b[31m\",0.123456789,6\n");
  }

  @Test
  void list_table_roundsAndHidesControls() {
    assertThat(printed(OutputFormat.TABLE, true).lines())
        .containsExactly(
            "NAME             ACCURACY  DATA.CLASSES", "a \"b\", c?d?[31m  0.1235    6");
  }

  @Test
  void list_json_isArrayWithEverything() throws IOException {
    assertThat(Json.MAPPER.readTree(printed(OutputFormat.JSON, true)).get(0)).isEqualTo(row);
  }

  @Test
  void object_json_isObject() throws IOException {
    assertThat(Json.MAPPER.readTree(printed(OutputFormat.JSON, false))).isEqualTo(row);
  }

  @Test
  void object_table_isOneFieldALine() {
    assertThat(printed(OutputFormat.TABLE, false).lines())
        .contains("accuracy      0.1235", "error         -", "stages        1 2");
  }
}
