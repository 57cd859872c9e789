package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Json;
import io.nasoa.zoo.experience.Experience;
import io.nasoa.zoo.experience.ExperienceJson;
import io.nasoa.zoo.experience.StoredExperience;
import io.nasoa.zoo.learning.ExperienceEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Experience in numbers. */
final class ExperienceStats {
  private ExperienceStats() {}

  static ObjectNode of(List<StoredExperience> all) {
    List<Experience> read = new ArrayList<>();
    for (StoredExperience stored : all) {
      try {
        read.add(ExperienceJson.read(stored.experienceJson()));
      } catch (IllegalArgumentException e) {
        // Counted below as the difference.
      }
    }
    ObjectNode stats = Json.MAPPER.createObjectNode().put("experiences", all.size());
    for (Experience.Kind kind : List.of(Experience.Kind.OWN, Experience.Kind.PRIOR)) {
      long count = read.stream().filter(one -> one.kind() == kind).count();
      stats.put(kind.name().toLowerCase(java.util.Locale.ROOT), count);
    }
    for (Experience.Lesson lesson :
        List.of(Experience.Lesson.WHOLE, Experience.Lesson.CENSORED, Experience.Lesson.DIVERGED)) {
      long count = read.stream().filter(one -> one.outcome().lesson() == lesson).count();
      stats.put(lesson.name().toLowerCase(java.util.Locale.ROOT), count);
    }
    stats.put("learnedFrom", read.stream().filter(ExperienceEncoder::teachesAccuracy).count());
    stats.put("unreadable", all.size() - read.size());
    stats.put("datasets", read.stream().map(Experience::dataset).distinct().count());
    stats.put("models", read.stream().map(one -> one.model().name()).distinct().count());
    stats.put("activeSeconds", read.stream().mapToDouble(one -> one.cost().activeSeconds()).sum());
    predictionErrors(read).ifPresent(error -> stats.put("meanPredictionError", error));
    return stats;
  }

  /** Size of expected less actual outcome, in the predictor's unit, of runs that were predicted. */
  private static OptionalDouble predictionErrors(List<Experience> read) {
    return read.stream()
        .filter(ExperienceEncoder::teachesAccuracy)
        .flatMap(
            one -> {
              Experience.Decision decision = one.decision();
              return decision == null
                  ? java.util.stream.Stream.<Double>empty()
                  : java.util.stream.Stream.of(
                      Math.abs(decision.outcome() - ExperienceEncoder.target(one)));
            })
        .mapToDouble(Double::doubleValue)
        .average();
  }
}
