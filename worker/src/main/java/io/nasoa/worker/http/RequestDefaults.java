package io.nasoa.worker.http;

import io.nasoa.worker.config.Settings;
import java.util.List;

/**
 * What a request does not say itself.
 *
 * @param deployment the store's name
 * @param checkpointIntervalSeconds seconds between checkpoints
 * @param device where tasks run that do not say
 * @param threads native threads of a training
 * @param deviceClasses classes of devices that somebody trains on
 */
public record RequestDefaults(
    String deployment,
    double checkpointIntervalSeconds,
    String device,
    int threads,
    List<String> deviceClasses) {
  public RequestDefaults {
    deviceClasses = List.copyOf(deviceClasses);
  }

  /** The settings' own. */
  public static RequestDefaults of(Settings settings, List<String> deviceClasses) {
    return new RequestDefaults(
        settings.deployment(),
        settings.checkpointInterval().toMillis() / 1000.0,
        settings.device(),
        settings.threads(),
        deviceClasses);
  }
}
