package io.nasoa.zoo.store;

/** The builds of the zoo and their runs. */
public final class RegistrationStore extends RunStore {
  public RegistrationStore(Database database) {
    super(database, "registration");
  }
}
