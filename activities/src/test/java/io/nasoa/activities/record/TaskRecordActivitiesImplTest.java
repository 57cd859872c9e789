package io.nasoa.activities.record;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nasoa.activities.training.LedgerFile;
import io.nasoa.activities.training.LedgerPhase;
import io.nasoa.workflows.tuning.DatasetSummary;
import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.workflows.tuning.FineTuningResult;
import io.nasoa.workflows.tuning.FineTuningState;
import io.nasoa.workflows.tuning.FinishInput;
import io.nasoa.workflows.tuning.Ledger;
import io.nasoa.workflows.tuning.PlanningMaterial;
import io.nasoa.workflows.tuning.PlanningMaterialInput;
import io.nasoa.workflows.tuning.RequestHash;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.experience.Experience;
import io.nasoa.zoo.experience.ExperienceJson;
import io.nasoa.zoo.experience.ExperienceStore;
import io.nasoa.zoo.experience.Regime;
import io.nasoa.zoo.experience.StepTimeKey;
import io.nasoa.zoo.experience.StepTimeMeasurement;
import io.nasoa.zoo.experience.StepTimeStore;
import io.nasoa.zoo.experience.StoredExperience;
import io.nasoa.zoo.learning.Snapshot;
import io.nasoa.zoo.registry.ModelZoo;
import io.nasoa.zoo.registry.ZooEntry;
import io.nasoa.zoo.store.Database;
import io.nasoa.zoo.store.StoreException;
import io.nasoa.zoo.store.TaskStore;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real store. */
class TaskRecordActivitiesImplTest {
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(100), ZoneOffset.UTC);

  private static final Regime REGIME =
      new Regime(0.05, 0, 20, 32, 0.9, 5e-4, 0.1, 0.1, true, false);

  @TempDir private Path directory;
  private Database database;
  private TaskStore tasks;
  private StepTimeStore stepTimes;
  private ModelZoo zoo;
  private ExperienceStore experiences;
  private TaskRecordActivitiesImpl activities;

  @BeforeEach
  void open() {
    database = Database.open(directory, UUID::randomUUID, CLOCK);
    tasks = new TaskStore(database);
    stepTimes = new StepTimeStore(database);
    zoo = new ModelZoo(database, directory);
    experiences = new ExperienceStore(database);
    activities = new TaskRecordActivitiesImpl(tasks, zoo, stepTimes, experiences, directory, CLOCK);
  }

  @AfterEach
  void close() {
    assertThat(database.activeConnections()).isZero();
    database.close();
  }

  @Test
  void planningMaterial_noModelNamed_offersThePlannedOnesWithoutTheirCards() throws Exception {
    register("small", "zoo", "211-121");
    register("mine", "imported", "211-211");
    register("theirs", "rival", "211-212");
    stepTimes.put(stepTime("211-121"));
    stepTimes.put(stepTime("111-111"));

    PlanningMaterial material = activities.planningMaterial(input(null));

    assertThat(material.entries()).extracting(ZooEntry::name).containsExactly("small");
    assertThat(material.entries().get(0).cardJson()).isEqualTo("{}");
    assertThat(material.entries().get(0).classNames()).isEmpty();
    assertThat(material.stepTimes()).containsExactly(stepTime("211-121"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"imported", "rival"})
  void planningMaterial_namedModel_isTheOnlyOne(String role) throws Exception {
    register("small", "zoo", "211-121");
    register("mine", role, "211-211");

    assertThat(activities.planningMaterial(input("mine")).entries())
        .extracting(ZooEntry::name)
        .containsExactly("mine");
  }

  @Test
  void planningMaterial_emptyZooOrUnknownModel_isAnInvalidModel() {
    for (PlanningMaterialInput input : List.of(input(null), input("nothing"))) {
      assertThatExceptionOfType(ApplicationFailure.class)
          .isThrownBy(() -> activities.planningMaterial(input))
          .satisfies(
              failure -> {
                assertThat(failure.getType()).isEqualTo(FailureTypes.INVALID_MODEL);
                assertThat(failure.isNonRetryable()).isTrue();
              });
    }
  }

  @Test
  void saveState_repeated_isOneState() {
    FineTuningState state = claimed().plusDown(3);

    activities.saveState(state);
    activities.saveState(state);

    assertThat(tasks.find("a").map(new TaskDocuments()::state)).contains(state);
  }

  @Test
  void finish_twice_keepsTheFirstResult() {
    FineTuningState state = claimed();
    FineTuningResult first = activities.finish(finish(state, TaskState.FAILED, "first"));

    FineTuningResult second = activities.finish(finish(state, TaskState.CANCELLED, "second"));

    assertThat(first.task().error()).isEqualTo("first");
    assertThat(second).isEqualTo(first);
    assertThat(tasks.runs("a"))
        .extracting(io.nasoa.zoo.store.TaskRun::state)
        .containsExactly(io.nasoa.zoo.store.TaskState.FAILED);
  }

  @Test
  void finish_runEnded_checkpointsAreCollectedAndTheLedgerIsClosed() throws IOException {
    FineTuningState state = claimed();
    Path checkpoint = directory.resolve("tasks/a/checkpoints/step-5");
    Files.createDirectories(checkpoint);
    Files.writeString(checkpoint.resolve("state.json"), "{}");
    LedgerFile ledger = new LedgerFile(directory.resolve("tasks/a/ledger.jsonl"), CLOCK);
    ledger.begin(LedgerPhase.PROFILE);

    FineTuningResult result = activities.finish(finish(state, TaskState.FAILED, "first"));

    assertThat(directory.resolve("tasks/a/checkpoints")).doesNotExist();
    assertThat(result.task().ledger()).isEqualTo(ledger.totals());
  }

  @Test
  void saveState_afterTheEnd_changesNothing() {
    FineTuningState state = claimed();
    activities.finish(finish(state, TaskState.FAILED, "first"));

    activities.saveState(state.plusDown(9));

    assertThat(tasks.find("a").map(task -> task.newestRun().state()))
        .contains(io.nasoa.zoo.store.TaskState.FAILED);
  }

  @Test
  void planningMaterial_somethingLearned_namesItsFile() throws Exception {
    register("small", "zoo", "211-121");
    assertThat(activities.planningMaterial(input(null)).knowledgePath()).isNull();
    experiences.append(someExperience());
    PlanningMaterialInput budget =
        new PlanningMaterialInput(1, request(null, 60.0), requireNonNull(input(null).profile()));

    String path = requireNonNull(activities.planningMaterial(budget).knowledgePath());

    assertThat(Snapshot.read(directory.resolve(path)).learned()).isEqualTo(1);
    assertThat(activities.planningMaterial(budget).knowledgePath()).isEqualTo(path);
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

  @Test
  void result_damagedRow_isNamed() {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> new TaskDocuments().result("a", "{"))
        .withMessageStartingWith("the stored result of task a is not a FineTuningResult");
  }

  private FineTuningState claimed() {
    FineTuningRequest request = request(null);
    tasks.claim("a", RequestHash.of(request), new TaskDocuments().write(request), CLOCK.instant());
    return tasks.find("a").map(new TaskDocuments()::state).orElseThrow();
  }

  private static FinishInput finish(FineTuningState state, TaskState end, String error) {
    return new FinishInput(1, state, end, FailureTypes.INTERNAL, error, Ledger.EMPTY);
  }

  private static PlanningMaterialInput input(@Nullable String model) {
    DatasetSummary profile = new DatasetSummary(1, 2, 8, 2, "x", List.of(), 0, null, 0);
    return new PlanningMaterialInput(1, request(model), profile);
  }

  private static FineTuningRequest request(@Nullable String model) {
    return request(model, null);
  }

  private static FineTuningRequest request(@Nullable String model, @Nullable Double budget) {
    return new FineTuningRequest(
        1,
        "a",
        "default",
        "draw:shapes",
        budget,
        budget == null ? 5 : null,
        model,
        0,
        null,
        null,
        null,
        10,
        null,
        3,
        "cpu",
        1);
  }

  private static StepTimeMeasurement stepTime(String architecture) {
    return new StepTimeMeasurement(
        new StepTimeKey(architecture, Stem.STANDARD, 64, 0, 8, "cpu", 1), 0.5, 3, CLOCK.instant());
  }

  private void register(String name, String role, String architecture) throws Exception {
    byte[] weights = name.getBytes(StandardCharsets.UTF_8);
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(weights));
    zoo.register(
        new ZooEntry(
            name,
            architecture,
            Stem.STANDARD,
            64,
            2,
            List.of("a", "b"),
            1,
            2,
            sha256,
            role,
            "{\"recipe\":\"long\"}"),
        Files.write(directory.resolve(name), weights));
  }
}
