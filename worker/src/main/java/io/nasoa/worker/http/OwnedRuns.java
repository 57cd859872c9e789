package io.nasoa.worker.http;

import java.util.List;
import java.util.Optional;

/**
 * What can be read of a data directory's searches or builds: by its owner, or from its owner by
 * another process. Implementations are safe for use by many threads.
 *
 * @param <T> tells where one stands
 * @param <R> tells how one ended
 */
public interface OwnedRuns<T, R> {
  /** Every one, in the order of the first starts. */
  List<T> list();

  /**
   * Where one stands.
   *
   * @throws io.nasoa.worker.temporal.RunNotFoundException if there is none of that id
   */
  T status(String id);

  /**
   * How the newest run of one ended; empty until it has.
   *
   * @throws io.nasoa.worker.temporal.RunNotFoundException if there is none of that id
   */
  Optional<R> result(String id);
}
