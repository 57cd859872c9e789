package io.nasoa.baselines.hpo.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nasoa.baselines.hpo.density.DensityModel;
import io.nasoa.baselines.hpo.density.DensitySettings;
import io.nasoa.baselines.hpo.density.Observation;
import io.nasoa.baselines.hpo.space.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads histories of observations: a JSON array of objects with {@code case} (a name), {@code
 * levels} (of each parameter, 0 for numbers), {@code observations} (objects with {@code x}, the
 * coordinates in [0, 1] or the places of levels, and {@code loss}) and perhaps {@code
 * random_fraction}; further fields are not looked at.
 */
public final class ProposalHistories {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path file;

  private ProposalHistories(Path file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @throws InvalidHistoryException if it cannot be read or something in it is not as it should be
   */
  public static List<ProposalHistory> read(Path file) {
    return new ProposalHistories(file).read();
  }

  private List<ProposalHistory> read() {
    JsonNode cases = tree();
    if (!cases.isArray() || cases.isEmpty()) {
      throw invalid("is not a JSON array of histories");
    }
    List<ProposalHistory> histories = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      histories.add(history(cases.get(i), "history %d".formatted(i)));
    }
    return histories;
  }

  private JsonNode tree() {
    try {
      return MAPPER.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw invalid("is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw invalid(Files.exists(file) ? "cannot be read (%s)".formatted(e) : "does not exist");
    }
  }

  private ProposalHistory history(JsonNode node, String place) {
    String name = node.path("case").asText(place);
    List<Integer> levels = new ArrayList<>();
    for (JsonNode count : node.path("levels")) {
      if (!count.isInt() || count.asInt() < 0) {
        throw invalid(place + " has levels " + count + ", expected whole numbers from 0");
      }
      levels.add(count.asInt());
    }
    double fraction = node.path("random_fraction").asDouble(0);
    if (levels.isEmpty() || !(fraction >= 0 && fraction <= 1)) {
      throw invalid(
          "%s has the levels %s and the random_fraction %s, expected at least one and 0 to 1"
              .formatted(place, levels, fraction));
    }
    List<Observation> observations = new ArrayList<>();
    for (JsonNode observation : node.path("observations")) {
      String at = "%s observation %d".formatted(place, observations.size());
      observations.add(observation(observation, levels, at));
    }
    if (!DensityModel.exists(observations.size(), levels.size(), DensitySettings.DEFAULT)) {
      throw invalid(
          "%s has %d observations of %d parameters, expected at least %d"
              .formatted(place, observations.size(), levels.size(), 2 * (levels.size() + 1)));
    }
    return new ProposalHistory(name, levels, fraction, observations);
  }

  private Observation observation(JsonNode node, List<Integer> levels, String place) {
    JsonNode x = node.path("x");
    JsonNode loss = node.path("loss");
    if (!x.isArray() || x.size() != levels.size() || !loss.isNumber()) {
      throw invalid(
          "%s is %s, expected x with %d numbers and a loss".formatted(place, node, levels.size()));
    }
    List<Double> coordinates = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      double value = x.get(i).asDouble(Double.NaN);
      int count = levels.get(i);
      if (!(value >= 0 && value <= (count == 0 ? 1 : count - 1))
          || (count > 0 && value != Math.rint(value))) {
        throw invalid(
            "%s has the coordinate %s in x, expected %s"
                .formatted(
                    place,
                    x.get(i),
                    count == 0 ? "0 to 1" : "a whole number from 0 to " + (count - 1)));
      }
      coordinates.add(value);
    }
    return new Observation(new Point(coordinates), loss.asDouble());
  }

  private InvalidHistoryException invalid(String problem) {
    return new InvalidHistoryException("histories %s %s".formatted(file, problem));
  }
}
