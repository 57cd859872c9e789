package io.nasoa.zoo.experience;

import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.experience.Experience.Kind;
import io.nasoa.zoo.experience.Experience.Lesson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Made-up experience. */
public final class ExperienceFixture {
  private static final List<Lesson> ENDS = List.of(Lesson.WHOLE, Lesson.CENSORED, Lesson.DIVERGED);

  private ExperienceFixture() {}

  /** An own run of some data set. */
  public static Experience of(String dataset, Lesson lesson, @Nullable Double accuracy) {
    return of(Kind.OWN, dataset, lesson, accuracy, 0.05, 30.0, 0.02);
  }

  /** A run with what matters to learners. */
  public static Experience of(
      Kind kind,
      String dataset,
      Lesson lesson,
      @Nullable Double accuracy,
      double learningRate,
      @Nullable Double limit,
      double stepSeconds) {
    return new Experience(
        Experience.SCHEMA,
        kind,
        dataset,
        new Experience.Data(
            "sha-" + dataset,
            4,
            200 + dataset.length(),
            80,
            new TreeMap<>(Map.of("classEntropy", 0.9, "meanRed", 0.4 + 0.01 * dataset.length()))),
        new Experience.Model(
            "small", "2-_8_2-2", Stem.STANDARD, 64, "ab".repeat(32), 0.4, null, 0.6),
        new Regime(learningRate, 1, 100, 32, 0.9, 5e-4, 0.1, 0.1, true, false),
        limit == null ? null : 1.0,
        limit,
        3,
        new Experience.Outcome(lesson, "SCHEDULE", lesson == Lesson.DIVERGED ? 7 : 90, accuracy),
        new Experience.Cost(20.5, 15, "cpu", 1, 0.018, "MEASURED", stepSeconds),
        new Experience.Decision(
            "ADAPTIVE",
            0.7,
            List.of(
                new Experience.PolicyProposal("DEFAULT", -0.2, false),
                new Experience.PolicyProposal("ADAPTIVE", 0, true))),
        new TreeMap<>(Map.of("java", "17")),
        Instant.parse("2030-01-02T03:04:05.678Z"));
  }

  /** A log drawn by a seed: some data sets, all kinds of ends. */
  public static List<StoredExperience> log(long seed, int size) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, size)
        .mapToObj(
            i -> {
              Lesson lesson = ENDS.get(random.nextInt(ENDS.size()));
              Experience experience =
                  of(
                      random.nextInt(4) == 0 ? Kind.PRIOR : Kind.OWN,
                      "set" + random.nextInt(5),
                      lesson,
                      lesson == Lesson.WHOLE ? (Double) (0.25 + 0.7 * random.nextDouble()) : null,
                      0.01 + 0.1 * random.nextDouble(),
                      random.nextInt(5) == 0 ? null : (Double) (5 + 60 * random.nextDouble()),
                      0.01 + 0.02 * random.nextDouble());
              return stored("task-" + i, experience);
            })
        .toList();
  }

  /** As the store keeps it. */
  public static StoredExperience stored(String task, Experience experience) {
    return new StoredExperience(
        "default",
        task,
        1,
        Experience.SCHEMA,
        ExperienceJson.write(experience),
        Instant.parse("2030-01-02T03:04:06Z"));
  }
}
