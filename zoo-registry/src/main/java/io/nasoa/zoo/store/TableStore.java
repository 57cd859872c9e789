package io.nasoa.zoo.store;

/** The fine-tuning tables, their runs and what each piece of them gave. */
public final class TableStore extends LoggedRunStore {
  public TableStore(Database database) {
    super(database, "fine_tuning_table", "piece");
  }
}
