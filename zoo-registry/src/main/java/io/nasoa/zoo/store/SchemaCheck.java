package io.nasoa.zoo.store;

import java.nio.file.Path;
import java.util.OptionalInt;
import org.jdbi.v3.core.Jdbi;

/**
 * Compares the store's schema with this program's before Flyway is started: a store that is up to
 * date opens without it, a newer one is refused.
 */
record SchemaCheck(Jdbi jdbi, Path file) {
  void run(Runnable migrate) {
    OptionalInt found = version();
    if (found.isPresent() && found.getAsInt() > Migrations.NEWEST) {
      throw new StoreException(
          ("the store %s was written by a newer version of this program (schema %d, this one knows"
                  + " %d); use that version or another data directory")
              .formatted(file, found.getAsInt(), Migrations.NEWEST));
    }
    if (found.isEmpty() || found.getAsInt() < Migrations.NEWEST) {
      migrate.run();
    }
  }

  private OptionalInt version() {
    return jdbi.withHandle(
        handle -> {
          boolean known =
              handle
                  .createQuery(
                      "SELECT COUNT(*) FROM information_schema.tables"
                          + " WHERE table_name = 'flyway_schema_history'")
                  .mapTo(Integer.class)
                  .one()
                  .equals(1);
          if (!known) {
            return OptionalInt.empty();
          }
          // A failed script leaves no row in a store whose DDL is transactional, else
          // success=false.
          return handle
              .createQuery(
                  "SELECT MAX(CAST(\"version\" AS INTEGER)) FROM \"flyway_schema_history\""
                      + " WHERE \"success\" AND \"version\" IS NOT NULL")
              .mapTo(Integer.class)
              .findOne()
              .map(OptionalInt::of)
              .orElseGet(OptionalInt::empty);
        });
  }
}
