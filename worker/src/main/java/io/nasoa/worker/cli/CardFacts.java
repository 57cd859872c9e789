package io.nasoa.worker.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Json;
import io.nasoa.zoo.registry.ZooEntry;
import java.util.OptionalDouble;

/** What a model card tells of its training; cards of imported models may tell nothing. */
final class CardFacts {
  private final JsonNode card;

  private CardFacts(JsonNode card) {
    this.card = card;
  }

  static CardFacts of(ZooEntry entry) {
    try {
      return new CardFacts(Json.MAPPER.readTree(entry.cardJson()));
    } catch (JsonProcessingException e) {
      return new CardFacts(MissingNode.getInstance());
    }
  }

  /** Accuracy on the reporting half, 0 to 1. */
  OptionalDouble accuracy() {
    JsonNode accuracy = card.path("reportAccuracy");
    return accuracy.isNumber() ? OptionalDouble.of(accuracy.asDouble()) : OptionalDouble.empty();
  }

  /** Images of the reporting half; 0 when unknown. */
  int images() {
    return Math.max(0, card.path("reportImages").asInt(0));
  }

  /** Seed of the training; 0 when unknown. */
  long seed() {
    return card.path("recipe").path("seed").asLong(0);
  }

  /** How and on what it was trained, whatever the seed; equal for models that may be compared. */
  ObjectNode training() {
    ObjectNode training = Json.MAPPER.createObjectNode();
    if (card.path("recipe") instanceof ObjectNode recipe) {
      ObjectNode whateverSeed = recipe.deepCopy();
      whateverSeed.remove("seed");
      training.set("recipe", whateverSeed);
    }
    training.set("dataSha256", card.path("dataSha256"));
    return training;
  }
}
