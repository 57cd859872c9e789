package io.nasoa.zoo.store;

/** The comparisons, their runs and what each piece of them gave. */
public final class ComparisonStore extends LoggedRunStore {
  public ComparisonStore(Database database) {
    super(database, "comparison", "piece");
  }
}
