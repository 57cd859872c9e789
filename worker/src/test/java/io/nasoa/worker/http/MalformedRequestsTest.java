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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever arrives at the port is the client's fault, and harms nobody else. */
@Timeout(300)
class MalformedRequestsTest {
  private static final int REQUESTS = 1000;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");
  private static final List<String> INSIDE =
      List.of("\tat ", "Exception", "org.eclipse", "java.lang", "io.nasoa", "Caused by", "Powered");

  @TempDir Path directory;

  @Test
  void thousandMalformedRequests_noneIsTheServersFault() throws Exception {
    try (RunningOwner owner = new RunningOwner(directory, Map.of("HOME", directory.toString()))) {
      Map<String, Integer> statuses = new TreeMap<>();
      List<String> wrong = new ArrayList<>();
      for (int seed = 0; seed < REQUESTS; seed++) {
        byte[] request = new MalformedRequests(seed, owner.token()).next();
        String answer = exchange(owner, request);
        Matcher matcher = STATUS.matcher(answer);
        String last = "none";
        while (matcher.find()) {
          last = matcher.group(1);
          statuses.merge(last, 1, Integer::sum);
          if (last.startsWith("5")) {
            wrong.add("seed " + seed + " gives " + last);
          }
        }
        if (last.equals("none")) {
          statuses.merge(last, 1, Integer::sum);
        }
        if (INSIDE.stream().anyMatch(answer::contains)) {
          wrong.add("seed " + seed + " tells " + answer);
        }
      }
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
  }

  /** Everything that comes back until the server closes or has nothing more to say. */
  private static String exchange(RunningOwner owner, byte[] request) throws IOException {
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
