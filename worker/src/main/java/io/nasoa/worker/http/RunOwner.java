package io.nasoa.worker.http;

import io.nasoa.worker.temporal.RunSubmission;

/**
 * The process that works on a data directory's searches or builds, from inside or from another
 * process.
 *
 * @param <Q> what is asked for
 * @param <T> tells where one stands
 * @param <R> tells how one ended
 */
public interface RunOwner<Q, T, R> extends OwnedRuns<T, R> {
  /**
   * Accepts a request.
   *
   * @throws io.nasoa.worker.temporal.RunConflictException if the id belongs to another request
   * @throws OwnerGoneException if the owner is about to end
   */
  RunSubmission<R> submit(Q request);

  /**
   * Asks one for something; what holds already is no error. None can be extended, and builds cannot
   * be stopped.
   *
   * @return where it stands after the request was accepted
   * @throws io.nasoa.worker.temporal.RunNotFoundException if there is none of that id
   * @throws io.nasoa.worker.temporal.TaskStateException if its state or kind does not allow it
   */
  T perform(TaskAction action, String id);

  /**
   * Waits until one has ended, however it does.
   *
   * @throws io.nasoa.worker.temporal.RunNotFoundException if there is none of that id
   * @throws OwnerGoneException if the owner ends first
   */
  R await(String id) throws InterruptedException;
}
