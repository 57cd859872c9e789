package io.nasoa.worker.temporal;

/**
 * What this process works on.
 *
 * @param deployment the store's name in queues and workflow ids
 * @param storeId id of the store
 * @param deviceClass {@code cpu} or {@code cuda}: the trainer queue it serves
 * @param slots trainings at the same time, at least 1
 */
public record WorkerSettings(String deployment, String storeId, String deviceClass, int slots) {
  public WorkerSettings {
    if (slots < 1) {
      throw new IllegalArgumentException("slots must be at least 1, was " + slots);
    }
  }
}
