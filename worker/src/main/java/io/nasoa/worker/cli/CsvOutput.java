package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Rows as a CSV file. */
final class CsvOutput {
  private CsvOutput() {}

  /**
   * Writes a file.
   *
   * @param rows cells in the order of the columns
   * @throws CommandException in one sentence if it cannot be written to its end
   */
  static void rows(Shell shell, Path file, List<String> columns, List<List<String>> rows) {
    write(shell, file, columns, rows.stream().map(row -> line(columns, row)).toList());
  }

  private static ObjectNode line(List<String> columns, List<String> row) {
    ObjectNode line = Json.MAPPER.createObjectNode();
    for (int i = 0; i < columns.size(); i++) {
      line.put(columns.get(i), row.get(i));
    }
    return line;
  }

  /**
   * Writes a file.
   *
   * @throws CommandException in one sentence if it cannot be written to its end
   */
  static void write(Shell shell, Path file, List<String> columns, List<ObjectNode> rows) {
    try (PrintStream out =
        new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
      Shell intoFile =
          new Shell(
              out, shell.err(), shell.environment(), shell.directory(), false, shell.stopSignals());
      new Printer(intoFile, OutputFormat.CSV).list(columns, rows);
      if (out.checkError()) {
        throw new IOException("it could not be written to its end");
      }
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "cannot write %s: %s".formatted(file, e.getMessage()));
    }
  }
}
