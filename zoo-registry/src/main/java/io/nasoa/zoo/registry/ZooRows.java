package io.nasoa.zoo.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.store.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Zoo entries as rows of {@code zoo_entry}. */
final class ZooRows {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CARD = "card_json";
  private static final List<String> COLUMNS =
      List.of(
          "name",
          "architecture",
          "stem",
          "resolution",
          "classes",
          "class_names_json",
          "parameters",
          "macs",
          "weights_sha256",
          "role",
          CARD);

  private ZooRows() {}

  static void insert(Handle handle, ZooEntry entry) {
    Map<String, Object> columns = columns(entry);
    handle
        .createUpdate(
            """
            INSERT INTO zoo_entry (name, architecture, stem, resolution, classes, class_names_json,
              parameters, macs, weights_sha256, role, card_json, row_sha256)
            VALUES (:name, :architecture, :stem, :resolution, :classes, :class_names_json,
              :parameters, :macs, :weights_sha256, :role, :card_json, :row_sha256)
            """)
        .bindMap(columns)
        .bind("row_sha256", Sha256.of(columns.values().stream().map(String::valueOf).toList()))
        .execute();
  }

  static ZooEntry entry(ResultSet row, StatementContext context) throws SQLException {
    String name = row.getString("name");
    try {
      return new ZooEntry(
          name,
          row.getString("architecture"),
          Stem.valueOf(row.getString("stem")),
          row.getInt("resolution"),
          row.getInt("classes"),
          List.of(JSON.readValue(row.getString("class_names_json"), String[].class)),
          row.getLong("parameters"),
          row.getLong("macs"),
          row.getString("weights_sha256"),
          row.getString("role"),
          row.getString(CARD));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new StoreException(
          "row '%s' of table zoo_entry cannot be read: %s".formatted(name, e.getMessage()), e);
    }
  }

  /** Whether the row, its model card included, is byte for byte what was inserted. */
  static boolean isUnchanged(ResultSet row) throws SQLException {
    List<String> fields = new ArrayList<>();
    for (String column : COLUMNS) {
      fields.add(String.valueOf(row.getString(column)));
    }
    return Sha256.of(fields).equals(row.getString("row_sha256"));
  }

  /** Names of the columns in which two entries differ, the model card aside. */
  static List<String> differingFields(ZooEntry one, ZooEntry other) {
    Map<String, Object> others = columns(other);
    List<String> differing = new ArrayList<>();
    columns(one)
        .forEach(
            (column, value) -> {
              if (!column.equals(CARD) && !value.equals(others.get(column))) {
                differing.add(column);
              }
            });
    return differing;
  }

  private static Map<String, Object> columns(ZooEntry entry) {
    List<Object> values =
        List.of(
            entry.name(),
            entry.architecture(),
            entry.stem().name(),
            entry.resolution(),
            entry.classes(),
            classNames(entry),
            entry.parameters(),
            entry.macs(),
            entry.weightsSha256(),
            entry.role(),
            entry.cardJson());
    Map<String, Object> columns = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      columns.put(COLUMNS.get(i), values.get(i));
    }
    return columns;
  }

  private static String classNames(ZooEntry entry) {
    try {
      return JSON.writeValueAsString(entry.classNames());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list of strings is always JSON", e);
    }
  }
}
