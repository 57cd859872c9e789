package io.nasoa.activities.airflow;

import static io.nasoa.activities.airflow.FakeAirflow.json;
import static io.nasoa.activities.airflow.FakeAirflow.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.nasoa.activities.airflow.AirflowCredentials.Anonymous;
import io.nasoa.activities.airflow.AirflowException.Problem;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Refusals, broken answers and wrong addresses, each told in one sentence. */
@Timeout(60)
class AirflowErrorsTest {
  private final FakeAirflow airflow = new FakeAirflow();

  @AfterEach
  void close() {
    airflow.close();
  }

  private AirflowException failure(FakeAirflow.Answer answer) {
    return failure(airflow.answers(answer).client());
  }

  private static AirflowException failure(AirflowClient client) {
    return catchThrowableOfType(AirflowException.class, () -> client.dag("d"));
  }

  @ParameterizedTest
  @CsvSource({
    "400, INVALID, false", "403, FORBIDDEN, false", "404, NOT_FOUND, false",
    "408, UNAVAILABLE, true", "409, CONFLICT, false", "422, INVALID, false",
    "429, UNAVAILABLE, true", "500, UNAVAILABLE, true", "503, UNAVAILABLE, true",
    "302, UNREADABLE, false"
  })
  void refusal_tellsWhatToDo(int status, Problem problem, boolean retryable) {
    AirflowException refused = failure(json(status, "{\"detail\":\"Airflow's own words\"}"));

    assertThat(refused.problem()).isEqualTo(problem);
    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.retryable()).isEqualTo(retryable);
    if (problem != Problem.UNREADABLE) {
      assertThat(refused).hasMessageContaining("Airflow's own words");
    }
  }

  @Test
  void refusedField_isNamedWithoutItsValue() {
    AirflowException refused =
        failure(
            json(
                422,
                """
                {"detail":[{"type":"missing","loc":["body","logical_date"],"msg":"Field required",
                "input":{"conf":"planted-secret"}}]}"""));

    assertThat(refused)
        .hasMessageContaining("body.logical_date: Field required")
        .hasMessageNotContaining("planted-secret");
  }

  @Test
  void refusalByAProxy_isCutShort() {
    AirflowException refused =
        failure(text(502, "text/html", "<html>\n" + "bad gateway ".repeat(1000)));

    assertThat(refused.retryable()).isTrue();
    assertThat(refused.getMessage()).hasSizeLessThan(700).doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "<!doctype html><html></html>",
        "[]",
        "17",
        "{}",
        "{\"dag_id\":null}",
        "{\"dag_id\":[\"d\"]}",
        "{\"dag_id\":\"d\",\"is_paused\":{}}",
        "{\"dag_id\":\"d\""
      })
  void answerThatIsNoDag_isUnreadable(String body) {
    AirflowException unreadable = failure(text(200, "application/json", body));

    assertThat(unreadable.problem()).isEqualTo(Problem.UNREADABLE);
    assertThat(unreadable).hasMessageContaining("check the address");
  }

  @Test
  void answerOfNoise_isUnreadableOrAnAnswer() {
    Random random = new Random(7);
    String good = "{\"dag_id\":\"d\",\"is_paused\":false,\"is_stale\":false}";
    AirflowClient client = airflow.client();
    for (int i = 0; i < 60; i++) {
      byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      airflow.answers(json(200, new String(bytes, StandardCharsets.ISO_8859_1)));
      try {
        assertThat(client.dag("d").dagId()).isNotNull();
      } catch (AirflowException e) {
        assertThat(e.problem()).isEqualTo(Problem.UNREADABLE);
      }
    }
  }

  @Test
  void answerCutInTheMiddle_isUnreachable() {
    AirflowException cut =
        failure(
            exchange -> {
              exchange.sendResponseHeaders(200, 1000);
              exchange.getResponseBody().write("{\"dag_id\":".getBytes(StandardCharsets.UTF_8));
              exchange.getResponseBody().flush();
            });

    assertThat(cut.problem()).isEqualTo(Problem.UNREACHABLE);
  }

  @Test
  void answerWithoutEnd_isRefusedBeforeItFillsTheMemory() {
    AirflowException endless =
        failure(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              byte[] block = new byte[1 << 20];
              try {
                for (int i = 0; i < 4096; i++) {
                  exchange.getResponseBody().write(block);
                }
              } catch (IOException e) {
                return; // the client has hung up, as it should
              }
              throw new AssertionError("4 GiB were taken");
            });

    assertThat(endless).hasMessageContaining("more than 16777216 bytes");
  }

  @Test
  void answerThatStalls_isUnreachableInTime() {
    AirflowClient hasty =
        new AirflowClient(
            AirflowConnection.to(airflow.url(), new Anonymous())
                .withRequestTimeout(Duration.ofMillis(300)));
    airflow.answers(
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          sleepUntilInterrupted();
        });

    assertThat(failure(hasty)).hasMessageContaining("no whole answer in time");
  }

  private static void sleepUntilInterrupted() {
    try {
      Thread.sleep(60_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void nobodyThere_isUnreachable() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    AirflowException gone =
        failure(
            new AirflowClient(AirflowConnection.to("http://127.0.0.1:" + port, new Anonymous())));

    assertThat(gone.retryable()).isTrue();
    assertThat(gone).hasMessageContaining("nothing takes connections there");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "host:8080", "ftp://host", "http://", "http://h/?a=b", "http://h#f"})
  void wrongAddress_isRefused(String address) {
    assertThatThrownBy(() -> AirflowConnection.to(address, new Anonymous()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Airflow's address must");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://ada:planted-secret@host", "ftp://ada:planted-secret@host"})
  void passwordInTheAddress_isRefusedAndNotShown(String address) {
    assertThatThrownBy(() -> AirflowConnection.to(address, new Anonymous()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("planted-secret");
  }

  @Test
  void address_losesItsLastSlash() {
    assertThat(AirflowConnection.to("https://host/airflow//", new Anonymous()).baseUrl())
        .isEqualTo(URI.create("https://host/airflow"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "scheduled__2026", "manual__x", "ä"})
  void runIdThatAirflowRefuses_isRefusedHere(String id) {
    assertThatThrownBy(
            () -> new DagRunRequest("d", id, JsonNodeFactory.instance.objectNode(), null, null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
