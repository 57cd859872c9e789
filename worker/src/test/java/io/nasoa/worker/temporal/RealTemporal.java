package io.nasoa.worker.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import com.uber.m3.tally.NoopScope;
import io.nasoa.worker.config.SettingsReader;
import io.nasoa.workflows.tuning.TaskAttributes;
import io.temporal.common.SearchAttributeKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A real Temporal server with a database file, on a free port of 127.0.0.1. It can be killed and
 * started again on the same file and port.
 */
public final class RealTemporal implements AutoCloseable {
  private static final int NAMESPACES = 100;
  private static final Duration START = Duration.ofSeconds(60);

  private final Path cli;
  private final Path directory;
  private final int port;
  private final AtomicInteger namespaces = new AtomicInteger();
  private @Nullable Process process;

  private RealTemporal(Path cli, Path directory, int port) {
    this.cli = cli;
    this.directory = directory;
    this.port = port;
  }

  /** Starts one that keeps its files in {@code directory}; skips the test where there is none. */
  public static RealTemporal start(Path directory) throws IOException, InterruptedException {
    Path cli = TemporalCli.require();
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    RealTemporal server = new RealTemporal(cli, directory, port);
    server.restart();
    return server;
  }

  /** {@code HOST:PORT}. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** The environment of a client in a namespace that nobody else of this server uses. */
  public Map<String, String> environment() {
    int number = namespaces.incrementAndGet();
    assertThat(number).isLessThanOrEqualTo(NAMESPACES);
    return Map.of("TEMPORAL_ADDRESS", address(), "TEMPORAL_NAMESPACE", "n" + number);
  }

  /** A connection by these variables. */
  public static TemporalConnection connect(Map<String, String> environment) {
    return TemporalConnection.open(
        SettingsReader.read(Map.of(), null, environment, Path.of(""), 1).settings().temporal(),
        new NoopScope());
  }

  /** The server's process. */
  public Process process() {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException("the server was never started");
    }
    return running;
  }

  /** SIGKILL. */
  public void kill() throws InterruptedException {
    process().destroyForcibly().waitFor();
  }

  /** Starts it again, with what it knew. */
  public void restart() throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command());
    builder.environment().keySet().removeIf(name -> name.startsWith("TEMPORAL_"));
    Path log = directory.resolve("temporal.log");
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Process started = builder.start();
    process = started;
    Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
    long end = System.nanoTime() + START.toNanos();
    while (!listens()) {
      if (!started.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException(
            "the server did not start: " + Files.readString(log).strip());
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(List.of(cli.toString(), "server", "start-dev"));
    command.addAll(List.of("--headless", "--ip", "127.0.0.1", "--port", Integer.toString(port)));
    command.addAll(List.of("--db-filename", directory.resolve("temporal.db").toString()));
    // Safe from kills of the process, though not from those of the machine.
    command.addAll(List.of("--sqlite-pragma", "journal_mode=wal"));
    command.addAll(List.of("--sqlite-pragma", "synchronous=normal"));
    command.addAll(List.of("--disable-config-env", "--disable-config-file"));
    for (SearchAttributeKey<String> attribute : TaskAttributes.ALL) {
      command.addAll(List.of("--search-attribute", attribute.getName() + "=Keyword"));
    }
    for (int i = 1; i <= NAMESPACES; i++) {
      command.addAll(List.of("--namespace", "n" + i));
    }
    return command;
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    Process running = process;
    if (running != null) {
      running.destroy();
      try {
        if (!running.waitFor(5, TimeUnit.SECONDS)) {
          running.destroyForcibly().waitFor();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
