package io.nasoa.worker.cli;

import io.nasoa.worker.config.Settings;
import io.nasoa.worker.process.ChildCommand;
import io.nasoa.worker.process.SupervisedProcess;
import io.nasoa.worker.temporal.EmbeddedTemporal;
import io.nasoa.worker.temporal.TemporalConnection;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The trainer processes of an owner: one for the CPU with all slots, or one for each GPU. They work
 * for it alone and end with it.
 */
final class TrainerChildren implements AutoCloseable {
  /** More than a trainer needs for its checkpoint. */
  private static final Duration GRACE = Duration.ofSeconds(35);

  private final List<SupervisedProcess> children;

  private TrainerChildren(List<SupervisedProcess> children) {
    this.children = children;
  }

  /**
   * Starts them.
   *
   * @param temporal the server that they work with
   */
  static TrainerChildren start(Shell shell, Settings settings, TemporalConnection temporal) {
    Map<String, String> connection = connection(shell, settings, temporal);
    List<SupervisedProcess> children = new ArrayList<>();
    for (String device : settings.devices()) {
      ChildCommand command =
          new ChildCommand(
              "trainer-" + device.replace(':', '-'),
              ChildCommand.thisProgram(Nasoa.class.getName(), arguments(settings, device)),
              connection,
              log(settings, device));
      SupervisedProcess child = new SupervisedProcess(command);
      child.start();
      children.add(child);
    }
    return new TrainerChildren(List.copyOf(children));
  }

  /** The variables by which a child reaches the server; they may hold a secret. */
  private static Map<String, String> connection(
      Shell shell, Settings settings, TemporalConnection temporal) {
    Map<String, String> variables = new TreeMap<>();
    if (temporal instanceof EmbeddedTemporal embedded) {
      // Whatever was meant for another server must not reach this one.
      shell.environment().keySet().stream()
          .filter(name -> name.startsWith("TEMPORAL_"))
          .forEach(name -> variables.put(name, ""));
      variables.putAll(embedded.environment());
    } else {
      variables.put("TEMPORAL_ADDRESS", settings.temporal().address());
      variables.put("TEMPORAL_NAMESPACE", settings.temporal().namespace());
    }
    return variables;
  }

  /** What a child needs of its parent's settings; its own environment is the same. */
  static List<String> arguments(Settings settings, String device) {
    List<String> arguments = new ArrayList<>(List.of("worker", "start", "--supervised"));
    Map<String, String> set = new TreeMap<>();
    set.put("dataDir", settings.dataDir().toString());
    set.put("deployment", settings.deployment());
    set.put("device", device);
    set.put("devices", device);
    set.put("slots", Integer.toString(settings.slots()));
    set.put("threads", Integer.toString(settings.threads()));
    set.put("cacheDir", settings.cacheDir().toString());
    set.put(
        "dataRoots",
        settings.dataRoots().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    set.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
    return arguments;
  }

  private static Path log(Settings settings, String device) {
    return settings.dataDir().resolve("trainer-%s.log".formatted(device.replace(':', '-')));
  }

  /** The children's process ids, of those that live. */
  List<Long> pids() {
    return children.stream()
        .map(SupervisedProcess::pid)
        .filter(OptionalLong::isPresent)
        .map(OptionalLong::getAsLong)
        .toList();
  }

  @Override
  public void close() {
    children.parallelStream().forEach(child -> child.stop(GRACE));
  }
}
