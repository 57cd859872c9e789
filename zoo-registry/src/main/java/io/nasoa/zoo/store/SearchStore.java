package io.nasoa.zoo.store;

/** The searches, their runs and every evaluation they have been told of. */
public final class SearchStore extends LoggedRunStore {
  public SearchStore(Database database) {
    super(database, "search", "evaluation");
  }
}
