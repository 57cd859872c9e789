package io.nasoa.activities.network;

import java.util.List;

/**
 * What a pickle may refer to besides plain data. Whatever an implementation does not know it
 * refuses by throwing; a {@link PickleReader} itself never loads, calls or instantiates anything.
 */
interface PickleRules {
  /** The value that stands for the Python object {@code module.name}. */
  Pickled global(String module, String name) throws MalformedContentException;

  /** The result of calling {@code callable}. */
  Pickled call(Pickled callable, List<Pickled> arguments) throws MalformedContentException;

  /** Sets the state (attributes) of {@code target}. */
  void build(Pickled target, Pickled state) throws MalformedContentException;

  /** The object outside the pickle that {@code id} names. */
  Pickled persistent(Pickled id) throws MalformedContentException;
}
