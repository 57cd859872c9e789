package io.nasoa.workflows.table;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A trial as a row of its table.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param cells texts by the names of {@link io.nasoa.zoo.table.TableColumns}; blank where something
 *     is not known
 */
public record TableRow(int schema, SortedMap<String, String> cells) {
  /** Version of this record. */
  public static final int SCHEMA = 1;

  public TableRow {
    cells = orEmpty(cells);
  }

  private static SortedMap<String, String> orEmpty(@Nullable SortedMap<String, String> map) {
    return Collections.unmodifiableSortedMap(map == null ? new TreeMap<>() : new TreeMap<>(map));
  }
}
