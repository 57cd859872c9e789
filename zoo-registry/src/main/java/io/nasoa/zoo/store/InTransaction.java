package io.nasoa.zoo.store;

import org.jdbi.v3.core.Handle;

/** Something that happens with a transaction or not at all; run again when that is. */
@FunctionalInterface
public interface InTransaction {
  /** Nothing more. */
  InTransaction NOTHING = handle -> {};

  /** Does it. */
  void with(Handle handle);
}
