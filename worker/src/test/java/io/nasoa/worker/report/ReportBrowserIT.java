package io.nasoa.worker.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.nasoa.workflows.tuning.Ledger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report in a real browser: it opens, says nothing on the console and asks for nothing. */
class ReportBrowserIT {
  @TempDir Path directory;

  private record Page(String dom, String log) {}

  private static Path browser() {
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

  private Page open(String html, int port) throws Exception {
    Path file = directory.resolve("report.html");
    Files.writeString(file, html);
    Path dom = directory.resolve("dom.txt");
    Path log = directory.resolve("log.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
            browser().toString(),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--user-data-dir=" + directory.resolve("profile"),
            // Whatever the page would load comes to the test's own server.
            "--proxy-server=127.0.0.1:" + port,
            "--proxy-bypass-list=<-loopback>",
            "--enable-logging=stderr",
            "--v=0",
            "--dump-dom",
            file.toUri().toString());
    builder.redirectOutput(dom.toFile()).redirectError(log.toFile());
    Process process = builder.start();
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
      throw new AssertionError("the browser did not end: " + Files.readString(log));
    }
    return new Page(Files.readString(dom), Files.readString(log));
  }

  private Page openCounting(String html, AtomicInteger requests) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          if (exchange.getRequestURI().toString().contains("/nasoa-test/")) {
            requests.incrementAndGet();
          }
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    try {
      return open(html, server.getAddress().getPort());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void report_opensQuietly() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    String html =
        Report.ofTasks(
            "A demo",
            List.of(
                ReportTest.task("one", 500, new Ledger(1, 1, 1, 1, 30, 1, 1, 0, 0, 0, 0)),
                ReportTest.task("two <b>", 3, null)));
    Page page = openCounting(html.replace("127.0.0.1:9/x", "example.test/nasoa-test/x"), requests);
    assertThat(page.dom()).contains("<polyline").contains("two &lt;b&gt;");
    assertThat(page.log()).doesNotContain("CONSOLE");
    assertThat(requests).hasValue(0);
  }

  /** The same eyes see it when a page does speak and ask. */
  @Test
  void otherPage_isHeardAndSeen() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    Page page =
        openCounting(
            "<script>console.error('heard')</script><img src=http://example.test/nasoa-test/y>",
            requests);
    assertThat(page.log()).contains("CONSOLE").contains("heard");
    assertThat(requests.get()).isPositive();
  }
}
