package io.nasoa.workflows.hpo;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation as a row, with the incumbent after it: read from top to bottom, the rows are the
 * curve of the best accuracy over what was spent.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param cells texts by column; blank where something is not known
 */
public record HpoRow(int schema, SortedMap<String, String> cells) {
  /** Version of this record. */
  public static final int SCHEMA = 1;

  public HpoRow {
    cells = orEmpty(cells);
  }

  private static SortedMap<String, String> orEmpty(@Nullable SortedMap<String, String> map) {
    return Collections.unmodifiableSortedMap(map == null ? new TreeMap<>() : new TreeMap<>(map));
  }
}
