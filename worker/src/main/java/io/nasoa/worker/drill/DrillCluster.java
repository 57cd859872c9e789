package io.nasoa.worker.drill;

import io.nasoa.worker.http.OwnerClient;
import io.nasoa.worker.process.ChildCommand;
import io.nasoa.worker.process.SupervisedProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The processes of a drill: control with its trainers, and perhaps a server. Whatever is killed is
 * started again at once, as an orchestrator of processes would.
 */
final class DrillCluster implements AutoCloseable {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final Path dataDirectory;
  private final Optional<SupervisedProcess> server;
  private final SupervisedProcess control;

  /**
   * Starts them.
   *
   * @param up the command line that starts control, without its data directory
   */
  DrillCluster(DrillPlan plan, Path dataDirectory, List<String> up) throws IOException {
    this.dataDirectory = Files.createDirectories(dataDirectory);
    int port = freePort();
    this.server = plan.server().map(program -> supervised(server(program, plan.directory(), port)));
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("NASOA_DATA_DIR", dataDirectory.toString());
    environment.put("NASOA_DEPLOYMENT", plan.deployment());
    environment.put("TEMPORAL_ADDRESS", server.isPresent() ? "127.0.0.1:" + port : "");
    this.control =
        supervised(
            new ChildCommand("control", up, environment, plan.directory().resolve("control.log")));
    server.ifPresent(SupervisedProcess::start);
    control.start();
  }

  private static SupervisedProcess supervised(ChildCommand command) {
    return new SupervisedProcess(command, LONGEST_PAUSE);
  }

  private static ChildCommand server(Path program, Path directory, int port) {
    List<String> words =
        List.of(
            program.toString(),
            "server",
            "start-dev",
            "--headless",
            "--ip",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--db-filename",
            directory.resolve("temporal.db").toString(),
            "--log-level",
            "error");
    return new ChildCommand("server", words, Map.of(), directory.resolve("server.log"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Control's API, when it answers. */
  Optional<OwnerClient> owner() {
    return OwnerClient.find(dataDirectory);
  }

  /** Whether there is something to kill. */
  boolean alive(Victim victim) {
    return (!victim.server() || server.filter(it -> it.pid().isPresent()).isPresent())
        && (!victim.control() || control.pid().isPresent())
        && (!victim.trainer() || !trainers().isEmpty());
  }

  /** Kills; what has just ended by itself counts as killed. */
  void kill(Victim victim, SplittableRandom random) {
    if (victim.trainer()) {
      List<ProcessHandle> trainers = trainers();
      if (!trainers.isEmpty()) {
        trainers.get(random.nextInt(trainers.size())).destroyForcibly();
      }
    }
    if (victim.control()) {
      kill(control);
    }
    if (victim.server()) {
      server.ifPresent(DrillCluster::kill);
    }
  }

  private static void kill(SupervisedProcess process) {
    process.pid().ifPresent(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
  }

  private List<ProcessHandle> trainers() {
    if (control.pid().isEmpty()) {
      return List.of();
    }
    return ProcessHandle.of(control.pid().getAsLong())
        .map(parent -> parent.children().filter(ProcessHandle::isAlive).toList())
        .orElse(List.of());
  }

  @Override
  public void close() {
    control.stop(GRACE);
    server.ifPresent(it -> it.stop(GRACE));
  }
}
