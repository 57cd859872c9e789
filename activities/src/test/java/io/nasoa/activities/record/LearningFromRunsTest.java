package io.nasoa.activities.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nasoa.workflows.tuning.DatasetSummary;
import io.nasoa.workflows.tuning.EndedBy;
import io.nasoa.workflows.tuning.EvaluationOutcome;
import io.nasoa.workflows.tuning.FineTuningPlan;
import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.workflows.tuning.FineTuningState;
import io.nasoa.workflows.tuning.FinishInput;
import io.nasoa.workflows.tuning.Ledger;
import io.nasoa.workflows.tuning.PlanRationale;
import io.nasoa.workflows.tuning.Prediction;
import io.nasoa.workflows.tuning.RequestHash;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.workflows.tuning.TrainingOutcome;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.experience.Experience;
import io.nasoa.zoo.experience.ExperienceJson;
import io.nasoa.zoo.experience.ExperienceStore;
import io.nasoa.zoo.experience.Regime;
import io.nasoa.zoo.experience.StepTimeStore;
import io.nasoa.zoo.experience.StoredExperience;
import io.nasoa.zoo.learning.LearnedState;
import io.nasoa.zoo.registry.ModelZoo;
import io.nasoa.zoo.store.Database;
import io.nasoa.zoo.store.InTransaction;
import io.nasoa.zoo.store.TaskStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stays of a run that has ended, against a real store. */
class LearningFromRunsTest {
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(100), ZoneOffset.UTC);

  private static final Regime REGIME =
      new Regime(0.05, 0, 20, 32, 0.9, 5e-4, 0.1, 0.1, true, false);

  private static final FineTuningRequest REQUEST =
      new FineTuningRequest(
          1,
          "a",
          "default",
          "draw:shapes",
          60.0,
          null,
          null,
          0,
          null,
          null,
          null,
          10,
          null,
          3,
          "cpu",
          1);

  @TempDir private Path directory;
  private Database database;
  private TaskStore tasks;
  private ExperienceStore experiences;
  private TaskRecordActivitiesImpl activities;

  @BeforeEach
  void open() {
    database = Database.open(directory, UUID::randomUUID, CLOCK);
    tasks = new TaskStore(database);
    experiences = new ExperienceStore(database);
    activities =
        new TaskRecordActivitiesImpl(
            tasks,
            new ModelZoo(database, directory),
            new StepTimeStore(database),
            experiences,
            directory,
            CLOCK);
  }

  @AfterEach
  void close() {
    assertThat(database.activeConnections()).isZero();
    database.close();
  }

  @Test
  void finish_planCarriedOut_isOneExperienceHoweverOftenItIsTold() {
    FineTuningState state = trained(EndedBy.SCHEDULE);
    for (int i = 0; i < 3; i++) {
      activities.finish(ended(state, TaskState.SUCCEEDED, null));
    }
    activities.finish(ended(state, TaskState.CANCELLED, null));

    StoredExperience stored = onlyExperience();
    assertThat(stored.taskId()).isEqualTo("a");
    assertThat(stored.run()).isEqualTo(1);
    Experience experience = ExperienceJson.read(stored.experienceJson());
    assertThat(experience.outcome())
        .isEqualTo(new Experience.Outcome(Experience.Lesson.WHOLE, "SCHEDULE", 20, 0.75));
    assertThat(experience.dataset()).isEqualTo("draw:shapes");
    assertThat(experience.data().features()).containsEntry("classEntropy", 0.95);
    assertThat(experience.cost().stepSeconds()).isEqualTo(0.5);
    assertThat(experience.cost().expectedStepSeconds()).isEqualTo(0.125);
    assertThat(experience.decision()).isNotNull();
    LearnedState learned = LearnedState.start();
    learned.learn(stored);
    assertThat(learned.learned()).isEqualTo(1);
  }

  /** The end and what it teaches are one transaction: a kill leaves both or none of them. */
  @Test
  void finish_killedBeforeItIsCommitted_isLearnedOnceLater() {
    FineTuningState state = trained(EndedBy.SCHEDULE);
    InTransaction killed =
        handle -> {
          throw new IllegalStateException("killed");
        };
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                tasks.finish(
                    "a",
                    1,
                    io.nasoa.zoo.store.TaskState.SUCCEEDED,
                    "{}",
                    CLOCK.instant(),
                    handle -> {
                      experiences.appending(someExperience()).with(handle);
                      killed.with(handle);
                    }));
    assertThat(experiences.count()).isZero();
    assertThat(tasks.unfinished()).hasSize(1);

    activities.finish(ended(state, TaskState.SUCCEEDED, null));

    assertThat(onlyExperience().experienceJson()).contains("\"WHOLE\"");
  }

  @ParameterizedTest
  @CsvSource({
    "SUCCEEDED, STOP, , CENSORED",
    "SUCCEEDED, DEADLINE, , CENSORED",
    "SUCCEEDED, BUDGET, , WHOLE",
    "CANCELLED, , , CENSORED",
    "FAILED, , Diverged, DIVERGED",
    "FAILED, , InvalidData, "
  })
  void finish_everyEnd_isKeptAsSemanticsSay(
      TaskState end,
      @Nullable EndedBy endedBy,
      @Nullable String failure,
      Experience.@Nullable Lesson lesson) {
    FineTuningState state = endedBy == null ? planned() : trained(endedBy);
    activities.finish(ended(state, end, failure));

    assertThat(experiences.list())
        .map(stored -> ExperienceJson.read(stored.experienceJson()).outcome().lesson())
        .isEqualTo(lesson == null ? List.of() : List.of(lesson));
  }

  private StoredExperience onlyExperience() {
    assertThat(experiences.count()).isEqualTo(1);
    return experiences.list().get(0);
  }

  private static StoredExperience someExperience() {
    Experience experience =
        new Experience(
            1,
            Experience.Kind.OWN,
            "d",
            new Experience.Data("x", 2, 8, 2, new TreeMap<>()),
            new Experience.Model("small", "2-_8_2-2", Stem.STANDARD, 64, null, null, null, null),
            REGIME,
            1.0,
            60.0,
            0,
            new Experience.Outcome(Experience.Lesson.WHOLE, "SCHEDULE", 20, 0.75),
            new Experience.Cost(10, 8, "cpu", 1, null, null, null),
            null,
            new TreeMap<>(),
            CLOCK.instant());
    return new StoredExperience(
        "default", "other", 1, 1, ExperienceJson.write(experience), CLOCK.instant());
  }

  private FineTuningState planned() {
    TreeMap<String, Double> features = new TreeMap<>();
    features.put("classEntropy", 0.95);
    PlanRationale rationale =
        new PlanRationale(
            "ADAPTIVE",
            1.25,
            60,
            0.5,
            0.95,
            58.5,
            null,
            new PlanRationale.Pace(0.125, "MEASURED", 0.13, 1.5),
            new PlanRationale.ModelFacts(0.4, 0.75, 0.5),
            features,
            7,
            1000,
            List.of(),
            List.of(new PlanRationale.PolicyChoice("ADAPTIVE", "small", REGIME, 0, 0.25, true)),
            List.of(),
            List.of());
    FineTuningPlan plan =
        new FineTuningPlan(
            1,
            "small",
            "2-_8_2-2",
            Stem.STANDARD,
            64,
            2,
            "weights/x.safetensors",
            "x",
            REGIME,
            0,
            new Prediction(0.8, 0.7, 0.9, 55.0),
            List.of(),
            "best",
            1,
            rationale);
    DatasetSummary data = new DatasetSummary(1, 2, 80, 20, "x", List.of(), 0, null, 1);
    return claimed().with(data).with(plan);
  }

  private FineTuningState trained(EndedBy endedBy) {
    TrainingOutcome training =
        new TrainingOutcome(
            1,
            20,
            endedBy,
            "tasks/a/model.safetensors",
            "x",
            1,
            "cpu",
            new TreeMap<>(),
            true,
            1,
            new Ledger(0, 0, 0, 0.5, 10, 1, 0.25, 0, 0, 0, 0));
    return planned().with(training).with(new EvaluationOutcome(1, 0.75, 20, 0.5));
  }

  private static FinishInput ended(FineTuningState state, TaskState end, @Nullable String failure) {
    String error = failure == null ? null : "it failed";
    return new FinishInput(1, state, end, failure, error, state.spent());
  }

  private FineTuningState claimed() {
    FineTuningRequest request = REQUEST;
    tasks.claim("a", RequestHash.of(request), new TaskDocuments().write(request), CLOCK.instant());
    return tasks.find("a").map(new TaskDocuments()::state).orElseThrow();
  }
}
