package io.nasoa.worker.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nasoa.activities.airflow.AirflowClient;
import io.nasoa.activities.airflow.AirflowConnection;
import io.nasoa.activities.airflow.AirflowCredentials;
import io.nasoa.activities.airflow.AirflowCredentials.UserPassword;
import io.nasoa.activities.airflow.AirflowException;
import io.nasoa.worker.tools.InstalledTool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code airflow standalone} with a database file, two users and the DAGs of the tests, on free
 * ports of 127.0.0.1. Its tokens live for seconds only, so that all clients meet expired ones.
 */
public final class RealAirflow implements AutoCloseable {
  static final Duration TOKEN_LIFETIME = Duration.ofSeconds(4);
  private static final String OPERATOR = "nasoa_airflow.py";
  private static final Duration START = Duration.ofMinutes(3);
  private static final Map<String, String> PASSWORDS =
      Map.of("admin", "admin's password", "viewer", "viewer's password");

  private final Path installation;
  private final Path directory;
  private final List<Integer> ports;
  private final Map<String, String> environment;
  private final ProcessSession session;
  private final List<ProcessSession> others = new ArrayList<>();

  private RealAirflow(Path installation, Path directory, Map<String, String> connections)
      throws IOException {
    this.installation = installation;
    this.directory = directory;
    this.ports = freePorts(3);
    this.environment = new HashMap<>(environment());
    this.environment.putAll(connections);
    writeFiles();
    this.session = launch("standalone");
  }

  /**
   * Starts one and waits until it has read the DAGs; skips the test where none is installed.
   *
   * @param connections variables of connections, {@code AIRFLOW_CONN_...}
   */
  static RealAirflow start(Map<String, String> connections)
      throws IOException, InterruptedException {
    Path installation = InstalledTool.require("airflow");
    Path directory = Files.createTempDirectory("nasoa-airflow-").toRealPath();
    RealAirflow airflow = new RealAirflow(installation, directory, connections);
    Runtime.getRuntime().addShutdownHook(new Thread(airflow::killQuietly));
    try {
      airflow.await(START, airflow::isReady);
    } catch (Exception e) {
      airflow.close();
      throw new IllegalStateException(e.getMessage(), e);
    }
    return airflow;
  }

  static List<Integer> freePorts(int number) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < number; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  private Map<String, String> environment() {
    byte[] secret = new byte[48];
    new SecureRandom().nextBytes(secret);
    return Map.ofEntries(
        Map.entry("AIRFLOW_HOME", directory.toString()),
        Map.entry("PATH", installation.resolve("bin") + ":/usr/bin:/bin"),
        Map.entry("PYTHONDONTWRITEBYTECODE", "1"),
        Map.entry("AIRFLOW__CORE__DAGS_FOLDER", directory.resolve("dags").toString()),
        Map.entry("AIRFLOW__CORE__LOAD_EXAMPLES", "False"),
        Map.entry("AIRFLOW__CORE__EXECUTOR", "LocalExecutor"),
        // On a busy machine a lock of the database lasts longer than the usual 5 s, after which
        // Airflow answers 500 and fails tasks.
        Map.entry(
            "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN",
            "sqlite:///%s?timeout=60".formatted(directory.resolve("airflow.db"))),
        Map.entry("AIRFLOW__CORE__PARALLELISM", "2"),
        Map.entry("AIRFLOW__CORE__EXECUTION_API_SERVER_URL", url() + "/execution/"),
        Map.entry("AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS", "admin:admin,viewer:viewer"),
        Map.entry(
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE",
            directory.resolve("passwords.json").toString()),
        Map.entry("AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL", "5"),
        Map.entry("AIRFLOW__API__WORKERS", "1"),
        Map.entry("AIRFLOW__API__HOST", "127.0.0.1"),
        Map.entry("AIRFLOW__API__PORT", ports.get(0).toString()),
        Map.entry("AIRFLOW__API__BASE_URL", url()),
        Map.entry("AIRFLOW__API_AUTH__JWT_SECRET", HexFormat.of().formatHex(secret)),
        Map.entry(
            "AIRFLOW__API_AUTH__JWT_EXPIRATION_TIME", Long.toString(TOKEN_LIFETIME.toSeconds())),
        Map.entry("AIRFLOW__API_AUTH__JWT_LEEWAY", "0"),
        Map.entry("AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT", ports.get(1).toString()),
        Map.entry("AIRFLOW__LOGGING__TRIGGER_LOG_SERVER_PORT", ports.get(2).toString()));
  }

  private void writeFiles() throws IOException {
    Path dags = Files.createDirectory(directory.resolve("dags"));
    Path plugins = Files.createDirectory(directory.resolve("plugins"));
    copy(InstalledTool.folder("airflow").resolve("dags"), dags);
    copy(shipped(), dags);
    Files.move(dags.resolve(OPERATOR), plugins.resolve(OPERATOR));
    Files.writeString(
        directory.resolve("passwords.json"),
        """
        {"admin": "%s", "viewer": "%s"}"""
            .formatted(PASSWORDS.get("admin"), PASSWORDS.get("viewer")));
  }

  /** What the project ships for users' Airflows. */
  static Path shipped() {
    return InstalledTool.folder("airflow").resolve("../../../../airflow").normalize();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".py")).toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private ProcessSession launch(String command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("setsid", installation.resolve("bin/airflow").toString(), command);
    Map<String, String> variables = builder.environment();
    variables.keySet().removeIf(name -> name.startsWith("AIRFLOW") || name.startsWith("PYTHON"));
    variables.putAll(environment);
    builder.directory(directory.toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    // A child of Java leads no group, so setsid becomes the command instead of forking one.
    return new ProcessSession(builder.start().pid());
  }

  private Path log() {
    return directory.resolve("airflow.log");
  }

  private boolean isReady() {
    try {
      AirflowClient client = client("admin");
      return client.health().unhealthyParts().isEmpty()
          && !client.dag("nasoa_on_model").dagId().isEmpty();
    } catch (AirflowException e) {
      return false;
    }
  }

  /**
   * Waits for something, for as long as Airflow runs; an answer that it cannot give now may come.
   */
  void await(Duration patience, Callable<Boolean> holds) throws Exception {
    long end = System.nanoTime() + patience.toNanos();
    while (!holds(holds)) {
      if (System.nanoTime() > end || session.members("standalone").isEmpty()) {
        List<String> log = Files.readAllLines(log());
        throw new IllegalStateException(
            "nothing happens in Airflow; its log ends with:\n"
                + String.join("\n", log.subList(Math.max(0, log.size() - 30), log.size())));
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private static boolean holds(Callable<Boolean> condition) throws Exception {
    try {
      return condition.call();
    } catch (AirflowException e) {
      if (e.retryable()) {
        return false;
      }
      throw e;
    }
  }

  String url() {
    return "http://127.0.0.1:" + ports.get(0);
  }

  /** A file that a task writes into Airflow's home. */
  Path file(String name) {
    return directory.resolve(name);
  }

  /** A client of one of the users {@code admin} and {@code viewer}. */
  AirflowClient client(String user) {
    return client(new UserPassword(user, PASSWORDS.getOrDefault(user, "")));
  }

  AirflowClient client(AirflowCredentials credentials) {
    return new AirflowClient(AirflowConnection.to(url(), credentials));
  }

  /** A token of a user, minted without the client. */
  String mintToken(String user) {
    String body = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(user, PASSWORDS.get(user));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "/auth/token"))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      String answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
      return JsonMapper.builder().build().readTree(answer).path("access_token").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Kills the API server, which standalone neither starts again nor buries. */
  void killApiServer() throws InterruptedException {
    killMembers("api_server", "api-server");
  }

  private void killMembers(String... words) throws InterruptedException {
    assertThat(members(words)).isNotEmpty();
    while (!members(words).isEmpty()) {
      members(words).forEach(ProcessHandle::destroyForcibly);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private List<ProcessHandle> members(String... words) {
    return Stream.of(words).flatMap(word -> session.members(word).stream()).toList();
  }

  /** Starts another API server in the place of the killed one. */
  void startApiServer() throws IOException {
    others.add(launch("api-server"));
  }

  /** Kills the {@code scheduler} or the {@code triggerer} that began first; starts another. */
  void replace(String part) throws IOException, InterruptedException {
    killMembers(part);
    others.add(launch(part));
  }

  /** Kills everything; tells what was left by then. */
  private List<String> kill() throws InterruptedException {
    session.kill();
    for (ProcessSession other : others) {
      other.kill();
    }
    return ProcessSession.killIn(directory);
  }

  private void killQuietly() {
    try {
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    List<String> escaped = kill();
    List<Path> files;
    try (Stream<Path> all = Files.walk(directory)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
    assertThat(escaped).as("processes that left Airflow's session").isEmpty();
  }
}
