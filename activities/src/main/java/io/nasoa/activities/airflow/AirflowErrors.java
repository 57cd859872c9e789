package io.nasoa.activities.airflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nasoa.activities.airflow.AirflowException.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Turns refusals and failures into exceptions that carry Airflow's own words. */
final class AirflowErrors {
  private static final int LONGEST = 500;

  private final URI baseUrl;
  private final JsonMapper mapper;

  AirflowErrors(URI baseUrl, JsonMapper mapper) {
    this.baseUrl = baseUrl;
    this.mapper = mapper;
  }

  /**
   * Whether an answer tells that the token is no good: expired is 401; signed with another key, as
   * after a restart with a new one, is 403 like a role that does not suffice.
   */
  boolean refusesToken(int status, String body) {
    return status == 401 || (status == 403 && words(body).equals("Invalid JWT token"));
  }

  /** An answer whose status tells that the request was not done. */
  AirflowException refused(AirflowEndpoint endpoint, int status, String body) {
    if (status >= 300 && status < 400) {
      return unreadable(status, "it redirects (status %d)".formatted(status), null);
    }
    Problem problem = refusesToken(status, body) ? Problem.UNAUTHENTICATED : problem(status);
    String asked = "%s %s".formatted(endpoint.method(), endpoint.path());
    return new AirflowException(
        problem,
        status,
        "Airflow at %s refused %s with status %d%s: %s"
            .formatted(baseUrl, asked, status, meaning(problem), words(body)),
        null);
  }

  /**
   * A token that was minted a moment ago is good, but may be too old by the time it is looked at.
   */
  AirflowException refusesItsOwnToken(String body) {
    return new AirflowException(
        Problem.UNAVAILABLE,
        401,
        "Airflow at %s refuses the token that it has just given: %s; it answers too slowly for tokens of that lifetime, or its clocks differ"
            .formatted(baseUrl, words(body)),
        null);
  }

  private static Problem problem(int status) {
    return switch (status) {
      case 403 -> Problem.FORBIDDEN;
      case 404 -> Problem.NOT_FOUND;
      case 409 -> Problem.CONFLICT;
      case 408, 429 -> Problem.UNAVAILABLE;
      default -> status >= 500 ? Problem.UNAVAILABLE : Problem.INVALID;
    };
  }

  private static String meaning(Problem problem) {
    return switch (problem) {
      case UNAUTHENTICATED -> " (wrong user, password or token)";
      case FORBIDDEN -> " (the user's role does not allow it)";
      default -> "";
    };
  }

  /** Airflow's {@code detail}, whichever of its shapes it has, on one line of bounded length. */
  String words(String body) {
    JsonNode content;
    try {
      content = mapper.readTree(body);
    } catch (JsonProcessingException e) {
      content = mapper.missingNode();
    }
    String text = content.has("detail") ? detail(content.get("detail")) : body;
    return shorten(text.isBlank() ? "no reason given" : text);
  }

  private static String detail(JsonNode detail) {
    if (detail.isArray()) {
      return StreamSupport.stream(detail.spliterator(), false)
          .map(AirflowErrors::invalidField)
          .collect(Collectors.joining("; "));
    }
    if (detail.hasNonNull("reason")) {
      return detail.get("reason").asText();
    }
    return detail.isTextual() ? detail.asText() : detail.toString();
  }

  /** One entry of a 422: where and why, without the input, which may be a secret. */
  private static String invalidField(JsonNode entry) {
    String place =
        StreamSupport.stream(entry.path("loc").spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining("."));
    return "%s: %s".formatted(place, entry.path("msg").asText("invalid"));
  }

  private static String shorten(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " ...";
  }

  /** An answer that is not what an Airflow 3 gives. */
  AirflowException unreadable(int status, String why, @Nullable Throwable cause) {
    return new AirflowException(
        Problem.UNREADABLE,
        status,
        "what answers at %s is no Airflow 3 that can be understood: %s; check the address"
            .formatted(baseUrl, why),
        cause);
  }

  /** No whole answer. */
  AirflowException unreachable(IOException cause) {
    String why = cause.getMessage();
    if (cause instanceof HttpTimeoutException) {
      why = "no whole answer in time";
    } else if (cause instanceof ConnectException) {
      why = "nothing takes connections there";
    } else if (why == null) {
      why = cause.getClass().getSimpleName();
    }
    return new AirflowException(
        Problem.UNREACHABLE,
        0,
        "Airflow at %s cannot be reached: %s".formatted(baseUrl, shorten(why)),
        cause);
  }

  AirflowException interrupted(InterruptedException cause) {
    return new AirflowException(
        Problem.UNREACHABLE,
        0,
        "interrupted while Airflow at %s was asked".formatted(baseUrl),
        cause);
  }
}
