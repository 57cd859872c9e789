package io.nasoa.worker.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.SplittableRandom;

/** Makes requests that are wrong in many ways; the same seed makes the same one. */
final class MalformedRequests {
  private static final List<String> LINES =
      List.of(
          "GET",
          "GET /",
          "GET  / HTTP/1.1",
          "GET / HTTP/0.9",
          "GET / HTTP/1.9",
          "GET / HTTP/2.0",
          "GET / HTTP/3.0",
          "GET / HTTP/11",
          "GET / HTTP/1.1 x",
          "GET / http/1.1",
          "GET / SPDY",
          " GET / HTTP/1.1",
          "\tGET / HTTP/1.1",
          "G\u0000T / HTTP/1.1",
          "G(T / HTTP/1.1",
          "get / HTTP/1.1",
          "PRI * HTTP/2.0",
          "CONNECT example.org:80 HTTP/1.1",
          "CONNECT / HTTP/1.1",
          "TRACE / HTTP/1.1",
          "OPTIONS * HTTP/1.1",
          "PATCH /v1/tasks HTTP/1.1",
          "GET * HTTP/1.1",
          "GET x HTTP/1.1",
          "GET http:// HTTP/1.1",
          "GET http://[::1 HTTP/1.1",
          "GET //v1/tasks HTTP/1.1",
          "GET ?x HTTP/1.1",
          "GET #x HTTP/1.1",
          "GET \u00e4 HTTP/1.1",
          "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
          "");
  private static final List<String> PATHS =
      List.of(
          "/v1/tasks/..%2f..%2fetc%2fpasswd",
          "/v1/tasks/../../etc/passwd",
          "/v1/tasks/%2e%2e/%2e%2e/x",
          "/v1/tasks/..;/x",
          "/v1/tasks/;x=1",
          "/v1/tasks/%00",
          "/v1/tasks/%",
          "/v1/tasks/%zz",
          "/v1/tasks/%c0%af",
          "/v1/tasks/%ff%fe",
          "/v1/tasks/%u0041",
          "/v1/tasks/a%0d%0ab",
          "/v1/tasks/a\\b",
          "/v1/tasks//a",
          "/v1/tasks/a/../b",
          "/v1//tasks",
          "/v1/tasks/" + "a".repeat(101),
          "/v1/tasks/" + "a".repeat(6000),
          "/v1/tasks/" + "a/".repeat(2000),
          "/v1/tasks/" + "a".repeat(30_000),
          "/v1/tasks/ä",
          "/v1/tasks/a?waitSeconds=%",
          "/v1/tasks/a?waitSeconds=%ff",
          "/v1/tasks/a?waitSeconds=1e9",
          "/v1/tasks/a?waitSeconds=-1",
          "/v1/tasks/a?waitSeconds=1&waitSeconds=2",
          "/v1/tasks/a?&&=&=",
          "/v1/tasks/a?" + "x=1&".repeat(1500),
          "/v1/zoo/..%2f",
          "/v1/zoo/%252e%252e",
          "/healthz/..",
          "/healthz%2f..",
          "/HEALTHZ",
          "/metrics/",
          "/.");
  private static final List<String> HEADERS =
      List.of(
          "Content-Length: -1",
          "Content-Length: 99999999999999999999",
          "Content-Length: +5",
          "Content-Length: 5, 6",
          "Content-Length: 5\r\nContent-Length: 6",
          "Content-Length: 0x5",
          "Content-Length:",
          "Content-Length: 5\r\nTransfer-Encoding: chunked",
          "Transfer-Encoding: gzip",
          "Transfer-Encoding: chunked, identity",
          "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
          "Transfer-Encoding: \u000bchunked",
          "Transfer-Encoding : chunked",
          "Host: a\r\nHost: b",
          "Host: [",
          "Host: a:b:c",
          "Host:\u0000",
          "Expect: 100-continue",
          "Expect: nonsense",
          "NoColon",
          ": empty",
          "A B: c",
          "A\u0000: c",
          "A: c\u0000d",
          " folded: x",
          "A: b\r\n folded",
          "A: \rb",
          "Content-Type: application/json; charset=klingon",
          "Content-Type: ;;;",
          "Content-Type: text/plain",
          "Content-Encoding: gzip",
          "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABk",
          "Upgrade: websocket\r\nConnection: Upgrade",
          "Connection: close, close, ,,",
          "Authorization: Bearer",
          "Authorization: Basic \u00ff",
          "Cookie: " + "a=b; ".repeat(500),
          "Range: bytes=9-1",
          "If-Match: \"",
          "X: " + "y".repeat(20_000),
          "Y: z\r\n".repeat(600).strip());
  private static final List<String> BODIES =
      List.of(
          "",
          "{",
          "}",
          "[]",
          "null",
          "\"x\"",
          "{}{}",
          "{\"data\":\"draw:shapes\",\"steps\":1}x",
          "{\"data\":\"draw:shapes\",\"data\":\"draw:shapes\",\"steps\":1}",
          "{\"data\":\"\\u0000\",\"steps\":1}",
          "{\"data\":\"\\ud800\",\"steps\":1}",
          "{\"data\":\"/\u0000\",\"steps\":1}",
          "{\"data\":{},\"steps\":[]}",
          "{\"data\":\"draw:shapes\",\"steps\":1e400}",
          "{\"data\":\"draw:shapes\",\"steps\":99999999999999999999999}",
          "{\"data\":\"draw:shapes\",\"steps\":NaN}",
          "{\"data\":\"draw:shapes\",\"steps\":-0}",
          "{\"data\":\"draw:shapes\",\"steps\":" + "9".repeat(5000) + "}",
          "{\"data\":\"draw:shapes\",\"budget\":1e-400}",
          "{\"data\":\"draw:shapes\",\"budget\":\"" + "9".repeat(79) + "s\"}",
          "{\"data\":\"draw:shapes\",\"budget\":\"PT99999999999999999H\"}",
          "{\"data\":\"draw:shapes\",\"budget\":\"-P1D\"}",
          "{\"data\":\"draw:shapes\",\"steps\":1,\"deadline\":\"+999999999-01-01T00:00:00Z\"}",
          "{\"data\":\"draw:shapes\",\"steps\":1,\"deadline\":\"-999999999-01-01T00:00:00Z\"}",
          "{\"data\":\"draw:shapes\",\"steps\":1,\"deadline\":0}",
          "{\"data\":\"draw:shapes\",\"steps\":1,\"model\":\"\\u001b[2J\"}",
          "{\"data\":\"draw:shapes\",\"steps\":1,\"model\":\"" + "m".repeat(10_000) + "\"}",
          "{\"data\":\"draw:shapes\",\"steps\":1,\"device\":\"cuda:9999\"}",
          "{\"data\":\"draw:shapes\",\"steps\":1,\"seed\":9223372036854775808}",
          "{\"" + "k".repeat(9000) + "\":1}",
          "{\"\":1}",
          "{\"by\":0}",
          "{\"by\":\"x\"}",
          "{\"by\":1e308}",
          "[".repeat(30_000),
          "{\"a\":".repeat(9000),
          "{\"data\":" + "[".repeat(5000) + "]".repeat(5000) + "}",
          "\ufeff{\"data\":\"draw:shapes\"}",
          "x".repeat(70_000));
  private static final List<String> CHUNKS =
      List.of(
          "5\r\nhello\r\n",
          "zz\r\nhello\r\n0\r\n\r\n",
          "-1\r\n\r\n0\r\n\r\n",
          "ffffffffffffffff\r\nx",
          "7fffffff\r\nx",
          "5\nhello\n0\n\n",
          "5;x=\"\r\nhello\r\n0\r\n\r\n",
          "2\r\n{}x\r\n0\r\n\r\n",
          "0\r\nbad trailer\r\n\r\n",
          "0\r\nContent-Length: 5\r\n\r\n",
          "1\r\n{\r\n1\r\n}\r\n0\r\n\r\n");

  private final SplittableRandom random;
  private final String token;

  MalformedRequests(long seed, String token) {
    this.random = new SplittableRandom(seed);
    this.token = token;
  }

  byte[] next() {
    return switch (random.nextInt(8)) {
      case 0 -> noise();
      case 1 -> bytes(one(LINES) + "\r\n" + headers() + "\r\n");
      case 2 -> bytes(line() + headers() + one(HEADERS) + "\r\n\r\n" + one(BODIES));
      case 3 ->
          bytes(
              one(List.of("GET ", "PUT ", "POST ", "HEAD "))
                  + one(PATHS)
                  + " HTTP/1.1\r\n"
                  + headers()
                  + "\r\n");
      case 4 -> withBody(one(BODIES));
      case 5 -> bytes(line() + headers() + "Transfer-Encoding: chunked\r\n\r\n" + one(CHUNKS));
      case 6 -> mutated(withBody("{\"data\":\"draw:shapes\",\"steps\":2,\"seed\":1}"));
      default -> pipelined();
    };
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private String headers() {
    String shown = random.nextInt(4) == 0 ? "" : "Authorization: Bearer " + token + "\r\n";
    return "Host: localhost\r\n" + shown;
  }

  private String line() {
    return one(
        List.of(
            "PUT /v1/tasks/m HTTP/1.1\r\n",
            "PUT /v1/tasks/m HTTP/1.0\r\n",
            "POST /v1/tasks/m/extend HTTP/1.1\r\n",
            "POST /v1/tasks/m/pause HTTP/1.1\r\n",
            "GET /v1/tasks HTTP/1.1\r\n"));
  }

  /** A body whose length is told rightly, or not. */
  private byte[] withBody(String body) {
    int length = bytes(body).length + (random.nextInt(4) == 0 ? random.nextInt(9) - 4 : 0);
    String type = random.nextBoolean() ? "Content-Type: application/json\r\n" : "";
    return bytes(
        line() + headers() + type + "Content-Length: " + Math.max(0, length) + "\r\n\r\n" + body);
  }

  private byte[] noise() {
    byte[] noise = new byte[1 + random.nextInt(2000)];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) random.nextInt(256);
    }
    return noise;
  }

  private byte[] mutated(byte[] request) {
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    int changes = 1 + random.nextInt(6);
    for (byte one : request) {
      if (random.nextInt(request.length) < changes) {
        switch (random.nextInt(3)) {
          case 0 -> changed.write(random.nextInt(256));
          case 1 -> {
            changed.write(one);
            changed.write(one);
          }
          default -> {
            // left out
          }
        }
      } else {
        changed.write(one);
      }
    }
    return changed.toByteArray();
  }

  private byte[] pipelined() {
    String first = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
    String second = new String(random.nextBoolean() ? noise() : withBody(one(BODIES)), ISO_8859_1);
    return (first + second + first).getBytes(ISO_8859_1);
  }
}
