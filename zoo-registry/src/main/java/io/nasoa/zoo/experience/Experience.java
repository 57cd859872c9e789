package io.nasoa.zoo.experience;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import io.nasoa.zoo.architecture.Stem;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one run taught, as facts: features are computed from them when it is learned, so that other
 * features can be learned from old experience. What was not known is null or missing.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param kind whose experience it is
 * @param dataset origin of the data: everything derived from one data set is left out together
 * @param data what was worked on
 * @param model what was fine-tuned
 * @param regime how; its steps are the planned ones
 * @param limitShare share of the fitting steps that the plan took, null when steps were asked for
 * @param limitSeconds the limit, null when steps were asked for
 * @param seed of the run
 * @param outcome what came out
 * @param cost what it took
 * @param decision how it was chosen, null when nothing was known to choose by
 * @param versions what it was computed with
 * @param endedAt when the run ended
 */
public record Experience(
    int schema,
    Kind kind,
    String dataset,
    Data data,
    Model model,
    Regime regime,
    @Nullable Double limitShare,
    @Nullable Double limitSeconds,
    long seed,
    Outcome outcome,
    Cost cost,
    @Nullable Decision decision,
    SortedMap<String, String> versions,
    Instant endedAt) {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  /** Whose experience it is. */
  public enum Kind {
    /** A run of this store, or one that was imported from another. */
    OWN,
    /** It comes with the program. */
    PRIOR,
    /** Written by a newer version. */
    @JsonEnumDefaultValue
    UNKNOWN
  }

  /** What may be learned from an outcome. */
  public enum Lesson {
    /** The accuracy of the whole schedule. */
    WHOLE,
    /** Nothing but the time: it was ended from outside. */
    CENSORED,
    /** The accuracy of chance: the loss left the finite numbers. */
    DIVERGED,
    /** Written by a newer version. */
    @JsonEnumDefaultValue
    UNKNOWN
  }

  public Experience {
    present("dataset", dataset);
    present("data", data);
    present("model", model);
    present("regime", regime);
    present("outcome", outcome);
    present("cost", cost);
    present("endedAt", endedAt);
    kind = kind == null ? Kind.UNKNOWN : kind;
    require(!dataset.isBlank(), "dataset", dataset, "a name");
    require(
        limitShare == null || (limitShare > 0 && limitShare <= 1),
        "limitShare",
        limitShare,
        "in (0, 1]");
    require(
        limitSeconds == null || positive(limitSeconds), "limitSeconds", limitSeconds, "above 0");
    versions =
        Collections.unmodifiableSortedMap(new TreeMap<>(versions == null ? Map.of() : versions));
  }

  /**
   * The data of a task.
   *
   * @param sha256 their hash, null where it is not known
   * @param classes at least 2
   * @param trainImages at least 1
   * @param validationImages that the accuracy was measured on, at least 1
   * @param features numbers of the profile by name; missing where not known
   */
  public record Data(
      @Nullable String sha256,
      int classes,
      int trainImages,
      int validationImages,
      SortedMap<String, Double> features) {
    public Data {
      require(classes >= 2, "data.classes", classes, "at least 2");
      require(trainImages >= 1, "data.trainImages", trainImages, "at least 1");
      require(validationImages >= 1, "data.validationImages", validationImages, "at least 1");
      features =
          Collections.unmodifiableSortedMap(new TreeMap<>(features == null ? Map.of() : features));
      features.forEach((name, value) -> finite("data.features." + name, value));
    }
  }

  /**
   * A zoo model as it was before the run.
   *
   * @param name of the zoo entry
   * @param architecture its string
   * @param stem its stem
   * @param resolution side of its input in pixels
   * @param weightsSha256 its weights, null where not known
   * @param sourceAccuracy on the data it was pretrained with, null where not known
   * @param logMe of its frozen features on the data, null where not known
   * @param nearestClassMean of its frozen features on the data, null where not known
   */
  public record Model(
      String name,
      String architecture,
      Stem stem,
      int resolution,
      @Nullable String weightsSha256,
      @Nullable Double sourceAccuracy,
      @Nullable Double logMe,
      @Nullable Double nearestClassMean) {
    public Model {
      present("model.name", name);
      present("model.architecture", architecture);
      present("model.stem", stem);
      require(resolution >= 1, "model.resolution", resolution, "at least 1");
      finite("model.sourceAccuracy", sourceAccuracy);
      finite("model.logMe", logMe);
      finite("model.nearestClassMean", nearestClassMean);
    }
  }

  /**
   * What came out.
   *
   * @param lesson what may be learned from it
   * @param endedBy what ended the training, as the task tells it; null when it kept no model
   * @param steps optimiser steps done, at least 0
   * @param accuracy on the validation images in [0, 1]; null when it was not measured
   */
  public record Outcome(
      Lesson lesson, @Nullable String endedBy, int steps, @Nullable Double accuracy) {
    public Outcome {
      lesson = lesson == null ? Lesson.UNKNOWN : lesson;
      require(steps >= 0, "outcome.steps", steps, "at least 0");
      require(lesson != Lesson.WHOLE || steps >= 1, "outcome.steps", steps, "at least 1");
      require(
          accuracy == null || (accuracy >= 0 && accuracy <= 1),
          "outcome.accuracy",
          accuracy,
          "in [0, 1]");
      require(lesson != Lesson.WHOLE || accuracy != null, "outcome.accuracy", accuracy, "known");
    }
  }

  /**
   * What it took.
   *
   * @param activeSeconds without waiting and pauses, at least 0
   * @param trainSeconds of them in steps, at least 0
   * @param device kind of device
   * @param threads of the training
   * @param expectedStepSeconds a step as it was expected, not corrected; null where nobody did
   * @param timeSource where that came from, null where nobody expected anything
   * @param stepSeconds a step as it was; null where it cannot be told
   */
  public record Cost(
      double activeSeconds,
      double trainSeconds,
      String device,
      int threads,
      @Nullable Double expectedStepSeconds,
      @Nullable String timeSource,
      @Nullable Double stepSeconds) {
    public Cost {
      present("cost.device", device);
      require(
          activeSeconds >= 0 && Double.isFinite(activeSeconds),
          "cost.activeSeconds",
          activeSeconds,
          "at least 0");
      require(
          trainSeconds >= 0 && Double.isFinite(trainSeconds),
          "cost.trainSeconds",
          trainSeconds,
          "at least 0");
      require(
          expectedStepSeconds == null || positive(expectedStepSeconds),
          "cost.expectedStepSeconds",
          expectedStepSeconds,
          "above 0");
      require(
          stepSeconds == null || positive(stepSeconds), "cost.stepSeconds", stepSeconds, "above 0");
    }
  }

  /**
   * How the plan was chosen.
   *
   * @param policy that decided
   * @param outcome expected of what was chosen, in the predictor's unit
   * @param proposals of all policies that had one
   */
  public record Decision(String policy, double outcome, List<PolicyProposal> proposals) {
    public Decision {
      present("decision.policy", policy);
      finite("decision.outcome", outcome);
      proposals = proposals == null ? List.of() : List.copyOf(proposals);
    }
  }

  /**
   * What one policy would have done.
   *
   * @param policy which
   * @param lead of its proposal over what was chosen, in the predictor's unit, as it predicted
   * @param taken whether its proposal was what was chosen
   */
  public record PolicyProposal(String policy, double lead, boolean taken) {
    public PolicyProposal {
      present("decision.proposals.policy", policy);
      finite("decision.proposals.lead", lead);
    }
  }

  private static boolean positive(double value) {
    return value > 0 && Double.isFinite(value);
  }

  private static void present(String field, @Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException("the experience lacks the field " + field);
    }
  }

  private static void finite(String field, @Nullable Double value) {
    require(value == null || Double.isFinite(value), field, value, "a finite number");
  }

  private static void require(
      boolean holds, String field, @Nullable Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "experience field %s is %s, expected %s".formatted(field, value, expected));
    }
  }
}
