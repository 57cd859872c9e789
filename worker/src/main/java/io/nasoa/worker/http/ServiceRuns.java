package io.nasoa.worker.http;

import io.nasoa.worker.temporal.RunService;
import io.nasoa.worker.temporal.RunSubmission;
import io.nasoa.worker.temporal.ServiceStoppedException;
import io.nasoa.workflows.run.RunRequest;
import io.nasoa.workflows.run.RunResult;
import io.nasoa.workflows.run.RunStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * The searches or builds of this process as their owner.
 *
 * @param <Q> what is asked for
 * @param <T> tells where one stands
 * @param <R> tells how one ended
 */
final class ServiceRuns<
        Q extends Record & RunRequest, T extends RunStatus, R extends Record & RunResult<T>>
    implements RunOwner<Q, T, R> {
  private final RunService<Q, ?, T, R> service;
  private final OwnedRuns<T, R> stored;
  private final Door door;
  private final BiFunction<TaskAction, String, T> others;

  /** Lets work in while its owner accepts any. */
  @FunctionalInterface
  interface Door {
    <V> V whileOpen(Supplier<V> work);
  }

  /**
   * @param others what is asked of one beside pause, resume and cancel
   */
  ServiceRuns(
      RunService<Q, ?, T, R> service,
      OwnedRuns<T, R> stored,
      Door door,
      BiFunction<TaskAction, String, T> others) {
    this.service = service;
    this.stored = stored;
    this.door = door;
    this.others = others;
  }

  @Override
  public List<T> list() {
    return stored.list();
  }

  @Override
  public T status(String id) {
    return service.status(id);
  }

  @Override
  public Optional<R> result(String id) {
    return stored.result(id);
  }

  @Override
  public RunSubmission<R> submit(Q request) {
    return door.whileOpen(() -> service.submit(request));
  }

  @Override
  public T perform(TaskAction action, String id) {
    return door.whileOpen(() -> asked(action, id));
  }

  private T asked(TaskAction action, String id) {
    if (action instanceof TaskAction.Pause) {
      return service.pause(id);
    }
    if (action instanceof TaskAction.Resume) {
      return service.resume(id);
    }
    return action instanceof TaskAction.Cancel ? service.cancel(id) : others.apply(action, id);
  }

  @Override
  public R await(String id) throws InterruptedException {
    try {
      return service.await(id);
    } catch (ServiceStoppedException e) {
      throw new OwnerGoneException(String.valueOf(e.getMessage()), e);
    }
  }
}
