package io.nasoa.worker.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.activities.search.SyntheticEvaluator;
import io.nasoa.workflows.payload.PayloadJson;
import io.nasoa.workflows.search.SearchRequest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Searches as the bodies of {@code PUT /v1/searches/{id}}: the fields of a {@link SearchRequest}
 * but those that the path and the owner give.
 */
final class SearchRequests {
  private static final List<String> GIVEN = List.of("schema", "searchId", "deployment");

  private static final List<String> FIELDS =
      List.of(
          "data",
          "stem",
          "seed",
          "blockEvaluations",
          "macroEvaluations",
          "parallel",
          "proxy",
          "block",
          "macro",
          "settings",
          "limits",
          "seeds",
          "device",
          "priority");

  private final RequestDefaults defaults;
  private final JsonMapper mapper = PayloadJson.newMapper();

  SearchRequests(RequestDefaults defaults) {
    this.defaults = defaults;
  }

  /**
   * Reads a request; a missing device is the owner's, a missing priority 3.
   *
   * @throws ApiException in one sentence if it cannot be right
   */
  SearchRequest read(String id, ObjectNode body) {
    TaskFields.requireKnown(body, FIELDS);
    ObjectNode whole = body.deepCopy();
    whole.put("schema", SearchRequest.SCHEMA);
    whole.put("searchId", id);
    whole.put("deployment", defaults.deployment());
    if (!whole.hasNonNull("device")) {
      whole.put("device", defaults.device());
    }
    if (!whole.hasNonNull("priority")) {
      whole.put("priority", 3);
    }
    SearchRequest request = parsed(whole);
    List<String> problems = request.problems();
    if (!problems.isEmpty()) {
      throw new ApiException(400, TaskFields.quoted(problems.get(0), 200), null);
    }
    requireData(request.data());
    if (!defaults.deviceClasses().contains(request.deviceClass())) {
      throw ApiException.invalid(
          "device",
          "device is '%s', but this process trains on %s only"
              .formatted(request.device(), String.join(", ", defaults.deviceClasses())));
    }
    return request;
  }

  private SearchRequest parsed(ObjectNode whole) {
    try {
      return mapper.treeToValue(whole, SearchRequest.class);
    } catch (JsonProcessingException e) {
      throw new ApiException(
          400,
          "the search cannot be read: "
              + TaskFields.quoted(firstLine(e.getOriginalMessage()), 200));
    }
  }

  private static String firstLine(@Nullable String text) {
    return text == null ? "" : text.lines().findFirst().orElse("");
  }

  /** A relative path would start wherever the owner was started. */
  private static void requireData(String data) {
    try {
      if (data.startsWith("draw:")
          || SyntheticEvaluator.serves(data)
          || Path.of(data).isAbsolute()) {
        return;
      }
    } catch (InvalidPathException e) {
      // told below
    }
    throw ApiException.invalid(
        "data",
        "data must be an absolute path or draw:..., was '%s'"
            .formatted(TaskFields.quoted(data, 80)));
  }

  /** The body that gives this request again. */
  static ObjectNode body(SearchRequest request) {
    ObjectNode body = PayloadJson.newMapper().valueToTree(request);
    body.remove(GIVEN);
    return body;
  }
}
