package io.nasoa.worker.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.worker.cli.RunningOwner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Malformed requests sent to an owner, and what came back. Not thread-safe. */
final class MalformedExchanges {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");
  private static final List<String> INSIDE =
      List.of("\tat ", "Exception", "org.eclipse", "java.lang", "io.nasoa", "Caused by", "Powered");

  private final RunningOwner owner;
  private final Map<String, Integer> statuses = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();

  MalformedExchanges(RunningOwner owner) {
    this.owner = owner;
  }

  /** Sends the requests of the seeds from the first to before the last. */
  void send(int first, int last) throws IOException {
    for (int seed = first; seed < last; seed++) {
      byte[] request = new MalformedRequests(seed, owner.token()).next();
      String answer = exchange(request);
      Matcher matcher = STATUS.matcher(answer);
      String status = "none";
      while (matcher.find()) {
        status = matcher.group(1);
        statuses.merge(status, 1, Integer::sum);
        if (status.startsWith("5")) {
          wrong.add("seed " + seed + " gives " + status);
        }
      }
      if (status.equals("none")) {
        statuses.merge(status, 1, Integer::sum);
      }
      if (INSIDE.stream().anyMatch(answer::contains)) {
        wrong.add("seed " + seed + " tells " + answer);
      }
    }
  }

  /** None of them was the server's fault, and it works on. */
  void check() throws Exception {
    assertThat(wrong).as("%s", statuses).isEmpty();
    assertThat(statuses).containsKeys("400", "401", "404", "405", "413", "415", "431");

    assertThat(owner.get("/healthz").statusCode()).isEqualTo(200);
    assertThat(
            owner
                .send("PUT", "/v1/tasks/after", "{\"data\":\"draw:shapes\",\"steps\":2}")
                .statusCode())
        .isEqualTo(201);
    assertThat(owner.json("/v1/tasks/after?waitSeconds=60").get("state").asText())
        .isEqualTo("SUCCEEDED");
    assertThat(Files.readString(owner.data().resolve("nasoa.log")))
        .doesNotContain("a request failed", owner.token());
  }

  /** Everything that comes back until the server closes or has nothing more to say. */
  private String exchange(byte[] request) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try (Socket socket = new Socket(owner.url().getHost(), owner.url().getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request);
      socket.shutdownOutput(); // whatever else was promised does not come
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        answer.write(buffer, 0, n);
      }
    } catch (SocketTimeoutException e) {
      answer.writeBytes("no end".getBytes(ISO_8859_1));
    } catch (SocketException e) {
      // It refused to read more and closed: what it said before that counts.
    }
    return answer.toString(ISO_8859_1);
  }
}
