package io.nasoa.zoo.store;

import io.nasoa.zoo.store.LoggedRunStore.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The numbered entries of long work, one table of its own: {@code <noun>_id}, {@code number},
 * {@code <entry>_json}, {@code recorded_at}. An entry is written once.
 *
 * @param noun what the work's tables are called by
 * @param entry what an entry is called by
 */
record RunLog(String noun, String entry) {

  private String sql(String template) {
    return template.replace("{noun}", noun).replace("{entry}", entry);
  }

  /** Adds entries; those that are there already stay as they are. */
  void insertMissing(Handle handle, String id, List<Entry> entries, Instant now) {
    if (entries.isEmpty()) {
      return;
    }
    Set<Integer> known =
        handle
            .createQuery(
                sql("SELECT number FROM {noun}_{entry} WHERE {noun}_id = :id AND number >= :first"))
            .bind("id", id)
            .bind("first", entries.stream().mapToInt(Entry::number).min().orElseThrow())
            .mapTo(Integer.class)
            .set();
    PreparedBatch batch =
        handle.prepareBatch(
            sql(
                """
                INSERT INTO {noun}_{entry} ({noun}_id, number, {entry}_json, recorded_at)
                VALUES (:id, :number, :json, :now)
                """));
    for (Entry it : entries) {
      if (!known.contains(it.number())) {
        batch
            .bind("id", id)
            .bind("number", it.number())
            .bind("json", it.json())
            .bind("now", now)
            .add();
      }
    }
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  /** All entries in the order of the numbers; none for unknown work. */
  List<Entry> all(Handle handle, String id) {
    return handle
        .createQuery(
            sql(
                "SELECT number, {entry}_json FROM {noun}_{entry} WHERE {noun}_id = :id"
                    + " ORDER BY number"))
        .bind("id", id)
        .map((row, context) -> new Entry(row.getInt(1), row.getString(2)))
        .list();
  }

  /** Numbers of all entries; none for unknown work. */
  Set<Integer> numbers(Handle handle, String id) {
    return handle
        .createQuery(sql("SELECT number FROM {noun}_{entry} WHERE {noun}_id = :id"))
        .bind("id", id)
        .mapTo(Integer.class)
        .set();
  }

  /** One entry, if it is there. */
  Optional<String> find(Handle handle, String id, int number) {
    return handle
        .createQuery(
            sql(
                "SELECT {entry}_json FROM {noun}_{entry} WHERE {noun}_id = :id AND number ="
                    + " :number"))
        .bind("id", id)
        .bind("number", number)
        .mapTo(String.class)
        .findOne();
  }
}
