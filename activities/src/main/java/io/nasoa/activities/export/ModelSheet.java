package io.nasoa.activities.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.activities.data.BatchFiller;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.registry.ZooEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The JSON beside exported weights: what the network is and how its input is prepared, {@code
 * {"schema": 1, "name", "architecture", "stem", "resolution", "classes", "classNames",
 * "parameters", "macs", "weightsSha256", "role", "mean", "deviation", "card"}}. The card that a
 * pretraining writes is read as well; there the names of the classes are {@code classes}.
 *
 * @param name the entry's name
 * @param architecture the string of the network
 * @param stem its stem
 * @param resolution side of the input in pixels
 * @param classNames names of the outputs; empty when unknown
 * @param weightsSha256 hash of the weights' file, if it is told
 * @param cardJson the model card
 */
record ModelSheet(
    String name,
    String architecture,
    Stem stem,
    int resolution,
    List<String> classNames,
    Optional<String> weightsSha256,
    String cardJson) {
  private static final int SCHEMA = 1;
  private static final int MOST_PIXELS = 4096;
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /** The sheet of an entry, as bytes of its file. */
  static byte[] of(ZooEntry entry) throws IOException {
    ObjectNode sheet = JSON.createObjectNode().put("schema", SCHEMA);
    sheet.put("name", entry.name()).put("architecture", entry.architecture());
    sheet.put("stem", entry.stem().name()).put("resolution", entry.resolution());
    sheet.put("classes", entry.classes());
    ArrayNode names = sheet.putArray("classNames");
    entry.classNames().forEach(names::add);
    sheet.put("parameters", entry.parameters()).put("macs", entry.macs());
    sheet.put("weightsSha256", entry.weightsSha256()).put("role", entry.role());
    ArrayNode mean = sheet.putArray("mean");
    BatchFiller.mean().forEach(mean::add);
    ArrayNode deviation = sheet.putArray("deviation");
    BatchFiller.deviation().forEach(deviation::add);
    sheet.set("card", JSON.readTree(entry.cardJson()));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(sheet);
  }

  /**
   * Reads a sheet or a card.
   *
   * @throws InvalidModelFileException if it is neither
   */
  static ModelSheet read(Path file) throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new InvalidModelFileException(file, "it is not JSON: " + e.getOriginalMessage(), e);
    }
    int schema = root.path("schema").asInt(SCHEMA);
    if (schema > SCHEMA) {
      throw new InvalidModelFileException(
          file, "it has schema %d, this program reads up to %d".formatted(schema, SCHEMA));
    }
    return new Reader(file, root).sheet();
  }

  private record Reader(Path file, JsonNode root) {
    ModelSheet sheet() throws IOException {
      JsonNode names = root.path(root.path("classes").isArray() ? "classes" : "classNames");
      JsonNode hash = root.path("weightsSha256");
      return new ModelSheet(
          text("name"),
          text("architecture"),
          stem(),
          resolution(),
          texts(names),
          hash.isTextual() ? Optional.of(hash.asText()) : Optional.empty(),
          JSON.writeValueAsString(root.has("card") ? root.get("card") : root));
    }

    private String text(String field) throws InvalidModelFileException {
      JsonNode value = root.path(field);
      if (!value.isTextual()) {
        throw new InvalidModelFileException(file, "it has no text '%s'".formatted(field));
      }
      return value.asText();
    }

    private Stem stem() throws InvalidModelFileException {
      String name = text("stem");
      for (Stem stem : Stem.values()) {
        if (stem.name().equals(name)) {
          return stem;
        }
      }
      throw new InvalidModelFileException(
          file, "'stem' must be one of %s, was '%s'".formatted(List.of(Stem.values()), name));
    }

    private int resolution() throws InvalidModelFileException {
      JsonNode value = root.path("resolution");
      if (!value.isInt() || value.asInt() < 1 || value.asInt() > MOST_PIXELS) {
        throw new InvalidModelFileException(
            file, "'resolution' must be 1 to %d, was %s".formatted(MOST_PIXELS, value));
      }
      return value.asInt();
    }

    private static List<String> texts(JsonNode array) {
      List<String> texts = new ArrayList<>();
      array.forEach(text -> texts.add(text.asText()));
      return texts;
    }
  }
}
