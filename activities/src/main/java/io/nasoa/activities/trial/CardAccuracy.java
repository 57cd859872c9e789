package io.nasoa.activities.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nasoa.zoo.registry.ZooEntry;
import java.util.OptionalDouble;

/** How well a zoo model did on the data it was pretrained with, by its card. */
public final class CardAccuracy {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private CardAccuracy() {}

  /** The accuracy, 0 to 1; empty where the card does not tell. */
  public static OptionalDouble of(ZooEntry entry) {
    try {
      double accuracy = JSON.readTree(entry.cardJson()).path("reportAccuracy").asDouble(Double.NaN);
      return Double.isNaN(accuracy) ? OptionalDouble.empty() : OptionalDouble.of(accuracy);
    } catch (JsonProcessingException e) {
      return OptionalDouble.empty();
    }
  }
}
