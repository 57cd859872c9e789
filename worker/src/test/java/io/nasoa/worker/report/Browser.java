package io.nasoa.worker.report;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * A real browser without a screen. Whatever a page would load comes to a server of its own, which
 * counts what is asked of paths with {@value #COUNTED}.
 */
final class Browser {
  static final String COUNTED = "/nasoa-test/";

  private final Path directory;
  private final AtomicInteger requests = new AtomicInteger();

  /** What a page came to, what the browser said meanwhile and what was asked for. */
  record Page(String dom, String log, int requests) {}

  /**
   * @param directory for its files
   */
  Browser(Path directory) {
    this.directory = directory;
  }

  private static Path program() {
    Optional<Path> found =
        Stream.of("chromium", "chromium-browser", "google-chrome")
            .flatMap(name -> Stream.of("/usr/bin/", "/usr/local/bin/").map(d -> Path.of(d + name)))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty() && System.getenv("CI") != null) {
      throw new AssertionError("CI has no Chromium: the report cannot be opened");
    }
    assumeTrue(found.isPresent(), "no Chromium on this machine");
    return found.orElseThrow();
  }

  /** Opens a page. */
  Page open(String html) throws Exception {
    Path dom = directory.resolve("dom.txt");
    String log = run(html, dom, List.of("--dump-dom"));
    return new Page(Files.readString(dom), log, requests.get());
  }

  /** What a page looks like, in light colours. */
  BufferedImage screenshot(String html, int width, int height) throws Exception {
    Path image = directory.resolve("page.png");
    Files.deleteIfExists(image);
    String log =
        run(
            html,
            directory.resolve("dom.txt"),
            List.of(
                "--hide-scrollbars",
                "--window-size=%d,%d".formatted(width, height),
                "--screenshot=" + image));
    if (!Files.exists(image)) {
      throw new AssertionError("the browser wrote no screenshot: " + log);
    }
    return ImageIO.read(image.toFile());
  }

  private String run(String html, Path out, List<String> asked) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          if (exchange.getRequestURI().toString().contains(COUNTED)) {
            requests.incrementAndGet();
          }
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    try {
      return run(html, out, asked, server.getAddress().getPort());
    } finally {
      server.stop(0);
    }
  }

  private String run(String html, Path out, List<String> asked, int port)
      throws IOException, InterruptedException {
    Path file = directory.resolve("report.html");
    Files.writeString(file, html);
    Path log = directory.resolve("log.txt");
    List<String> command = new ArrayList<>();
    command.add(program().toString());
    command.addAll(
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--user-data-dir=" + directory.resolve("profile"),
            "--proxy-server=127.0.0.1:" + port,
            "--proxy-bypass-list=<-loopback>",
            "--enable-logging=stderr",
            "--v=0"));
    command.addAll(asked);
    command.add(file.toUri().toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectOutput(out.toFile()).redirectError(log.toFile());
    Process process = builder.start();
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
      throw new AssertionError("the browser did not end: " + Files.readString(log));
    }
    return Files.readString(log);
  }
}
