package io.nasoa.zoo.store;

/** The searches for hyper-parameters, their runs and what each piece of them gave. */
public final class HpoStore extends LoggedRunStore {
  public HpoStore(Database database) {
    super(database, "hpo", "piece");
  }
}
