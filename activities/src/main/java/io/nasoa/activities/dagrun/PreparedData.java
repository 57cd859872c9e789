package io.nasoa.activities.dagrun;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A task's DATA as a DAG's task has returned it: a text, or an object that holds one. */
final class PreparedData {
  /** The field of an object that is read, the first one that is there. */
  static final List<String> FIELDS = List.of("dataset_uri", "uri", "data");

  private PreparedData() {}

  /**
   * The DATA: an absolute path, or {@code draw:...}.
   *
   * @return empty when what was returned is none that a trainer can read
   */
  static Optional<String> of(JsonNode returned) {
    JsonNode named = returned;
    if (returned.isObject()) {
      named =
          FIELDS.stream()
              .map(returned::path)
              .filter(JsonNode::isTextual)
              .findFirst()
              .orElse(returned);
    }
    return named.isTextual() ? parsed(named.asText().strip()) : Optional.empty();
  }

  private static Optional<String> parsed(String text) {
    if (text.startsWith("draw:")) {
      return Optional.of(text);
    }
    try {
      Path path = text.startsWith("file:") ? Path.of(URI.create(text)) : Path.of(text);
      return path.isAbsolute() ? Optional.of(path.normalize().toString()) : Optional.empty();
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      return Optional.empty(); // told by the caller, with the text
    }
  }
}
