package io.nasoa.zoo.store;

/** The tasks and their runs. */
public final class TaskStore extends RunStore {
  public TaskStore(Database database) {
    super(database, "task");
  }
}
