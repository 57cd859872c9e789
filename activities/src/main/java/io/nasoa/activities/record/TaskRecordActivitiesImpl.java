package io.nasoa.activities.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nasoa.activities.network.AtomicFiles;
import io.nasoa.activities.training.Fence;
import io.nasoa.activities.training.LedgerFile;
import io.nasoa.activities.tuning.TaskFiles;
import io.nasoa.activities.work.Recording;
import io.nasoa.workflows.tuning.ClaimInput;
import io.nasoa.workflows.tuning.ClaimResult;
import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.workflows.tuning.FineTuningPlan;
import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.workflows.tuning.FineTuningResult;
import io.nasoa.workflows.tuning.FineTuningState;
import io.nasoa.workflows.tuning.FinishInput;
import io.nasoa.workflows.tuning.Ledger;
import io.nasoa.workflows.tuning.PlanningMaterial;
import io.nasoa.workflows.tuning.PlanningMaterialInput;
import io.nasoa.workflows.tuning.RequestHash;
import io.nasoa.workflows.tuning.Stage;
import io.nasoa.workflows.tuning.TaskRecordActivities;
import io.nasoa.zoo.experience.Experience;
import io.nasoa.zoo.experience.ExperienceJson;
import io.nasoa.zoo.experience.ExperienceStore;
import io.nasoa.zoo.experience.StepTimeMeasurement;
import io.nasoa.zoo.experience.StepTimeStore;
import io.nasoa.zoo.experience.StoredExperience;
import io.nasoa.zoo.learning.KnowledgeBase;
import io.nasoa.zoo.registry.ModelZoo;
import io.nasoa.zoo.registry.ZooEntry;
import io.nasoa.zoo.store.ClaimOutcome;
import io.nasoa.zoo.store.InTransaction;
import io.nasoa.zoo.store.StoredTask;
import io.nasoa.zoo.store.TaskRun;
import io.nasoa.zoo.store.TaskState;
import io.nasoa.zoo.store.TaskStore;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store's side of a run. An unreachable store is tried again by the workflow; every write may
 * be repeated. Safe for use by many threads.
 */
public final class TaskRecordActivitiesImpl implements TaskRecordActivities {
  private static final Logger log = LoggerFactory.getLogger(TaskRecordActivitiesImpl.class);

  /** Role of the entries that a plan may choose by itself. */
  private static final String PLANNED_ROLE = "zoo";

  private static final String ACCURACY = "reportAccuracy";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final TaskStore tasks;
  private final ModelZoo zoo;
  private final StepTimeStore stepTimes;
  private final ExperienceStore experiences;
  private final KnowledgeBase knowledge;
  private final Path artifactRoot;
  private final Clock clock;
  private final TaskDocuments documents = new TaskDocuments();

  /**
   * @param artifactRoot the directory that all workers share; a task's ledger lies there
   */
  public TaskRecordActivitiesImpl(
      TaskStore tasks,
      ModelZoo zoo,
      StepTimeStore stepTimes,
      ExperienceStore experiences,
      Path artifactRoot,
      Clock clock) {
    this.tasks = tasks;
    this.zoo = zoo;
    this.stepTimes = stepTimes;
    this.experiences = experiences;
    this.knowledge =
        new KnowledgeBase(experiences, artifactRoot.resolve("cache").resolve("knowledge"));
    this.artifactRoot = artifactRoot;
    this.clock = clock;
  }

  @Override
  public ClaimResult claim(ClaimInput input) {
    FineTuningRequest request = input.request();
    String id = request.taskId();
    ClaimOutcome outcome =
        Recording.stored(
            log,
            () ->
                tasks.claim(
                    id,
                    RequestHash.of(request),
                    documents.write(request),
                    Instant.ofEpochMilli(input.submittedAtMillis())));
    if (outcome instanceof ClaimOutcome.Conflict) {
      throw ApplicationFailure.newNonRetryableFailure(
          "task %s exists with another request; choose another id".formatted(id),
          FailureTypes.CONFLICT);
    }
    if (outcome instanceof ClaimOutcome.Finished done) {
      return new ClaimResult(ClaimResult.SCHEMA, null, documents.result(id, done.resultJson()));
    }
    StoredTask task = tasks.find(id).orElseThrow();
    return new ClaimResult(ClaimResult.SCHEMA, documents.state(task), null);
  }

  @Override
  public PlanningMaterial planningMaterial(PlanningMaterialInput input) {
    FineTuningRequest request = input.request();
    String named = request.model();
    List<ZooEntry> entries = named == null ? planned() : List.of(entry(named));
    List<String> architectures = entries.stream().map(ZooEntry::architecture).toList();
    List<StepTimeMeasurement> known =
        stepTimes.list(request.device(), request.threads()).stream()
            .filter(time -> architectures.contains(time.key().architecture()))
            .toList();
    return new PlanningMaterial(
        PlanningMaterial.SCHEMA,
        entries.stream().map(TaskRecordActivitiesImpl::withoutCard).toList(),
        known,
        input.profile() == null || request.budgetSeconds() == null ? null : knowledgePath());
  }

  /** A trainer reads what was learned from the directory that all share. */
  private @Nullable String knowledgePath() {
    if (experiences.count() == 0) {
      return null;
    }
    try {
      return artifactRoot.relativize(knowledge.snapshot()).toString().replace('\\', '/');
    } catch (IOException e) {
      throw new UncheckedIOException("what was learned cannot be written", e);
    }
  }

  private List<ZooEntry> planned() {
    List<ZooEntry> entries =
        zoo.list().stream().filter(entry -> entry.role().equals(PLANNED_ROLE)).toList();
    if (entries.isEmpty()) {
      throw ApplicationFailure.newNonRetryableFailure(
          "the zoo has no entry that a plan may choose: register the shipped ones or name a model",
          FailureTypes.INVALID_MODEL);
    }
    return entries;
  }

  private ZooEntry entry(String name) {
    return zoo.find(name)
        .orElseThrow(
            () ->
                ApplicationFailure.newNonRetryableFailure(
                    "the zoo has no model '%s': 'zoo list' shows those it has".formatted(name),
                    FailureTypes.INVALID_MODEL));
  }

  /** Class names, and cards but for the accuracy, are for people and too large for histories. */
  private static ZooEntry withoutCard(ZooEntry entry) {
    return new ZooEntry(
        entry.name(),
        entry.architecture(),
        entry.stem(),
        entry.resolution(),
        entry.classes(),
        List.of(),
        entry.parameters(),
        entry.macs(),
        entry.weightsSha256(),
        entry.role(),
        accuracyOnly(entry.cardJson()));
  }

  private static String accuracyOnly(String card) {
    try {
      JsonNode accuracy = JSON.readTree(card).path(ACCURACY);
      return accuracy.isNumber()
          ? JSON.createObjectNode().set(ACCURACY, accuracy).toString()
          : "{}";
    } catch (JsonProcessingException e) {
      return "{}"; // that of an imported model may be anything
    }
  }

  @Override
  public void saveState(FineTuningState state) {
    Recording.stored(
        log,
        () -> {
          save(state);
          return state;
        });
  }

  private void save(FineTuningState state) {
    tasks.saveProgress(
        state.request().taskId(),
        state.run(),
        state.asked().pause() ? TaskState.PAUSED : TaskState.RUNNING,
        documents.write(state),
        clock.instant());
    FineTuningPlan plan = state.plan();
    if (plan != null && state.nextStage() == Stage.FINE_TUNE) {
      plan.stepTimes().forEach(stepTimes::put);
    }
  }

  @Override
  public FineTuningResult finish(FinishInput input) {
    FineTuningResult result = input.withLedger(account(input)).toResult();
    String taskId = input.run().request().taskId();
    TaskRun stored =
        Recording.stored(
            log,
            () ->
                tasks.finish(
                    taskId,
                    input.run().run(),
                    Recording.endOf(input.state()),
                    documents.write(result),
                    clock.instant(),
                    learning(input, result)));
    collectCheckpoints(taskId);
    String json = stored.resultJson();
    return json == null ? result : documents.result(taskId, json);
  }

  /** With the end or not at all: of one run there is one experience, whatever is killed when. */
  private InTransaction learning(FinishInput input, FineTuningResult result) {
    FineTuningState run = input.run();
    try {
      return RunExperience.of(run, result, clock.instant())
          .map(
              experience ->
                  experiences.appending(
                      new StoredExperience(
                          run.request().deployment(),
                          run.request().taskId(),
                          run.run(),
                          Experience.SCHEMA,
                          ExperienceJson.write(experience),
                          clock.instant())))
          .orElse(InTransaction.NOTHING);
    } catch (IllegalArgumentException e) {
      // The end of a run must not hang on what can be learned from it.
      log.warn("task {} teaches nothing: {}", run.request().taskId(), e.getMessage());
      return InTransaction.NOTHING;
    }
  }

  private void collectCheckpoints(String taskId) {
    try {
      new TaskFiles(artifactRoot, taskId).collectCheckpoints();
    } catch (IOException e) {
      // They cost space only; the next run of the task removes them.
      log.warn("the checkpoints of task {} stay: {}", taskId, e.getMessage());
    }
  }

  /**
   * The trainers' own account, which survives kills, and the waiting around it: every second
   * between submission and now stands in one column. Without such an account the workflow's is
   * taken.
   */
  private Ledger account(FinishInput input) {
    String taskId = input.run().request().taskId();
    TaskFiles files = new TaskFiles(artifactRoot, taskId);
    try {
      OptionalLong first = new LedgerFile(files.ledger(), clock).firstMillis();
      if (first.isEmpty()) {
        return input.ledger();
      }
      Ledger told = ended(files, input.run());
      double before = (first.getAsLong() - input.run().submittedAtMillis()) / 1000.0;
      // A run stands still between two stages, where its ledger has it waiting.
      return told.withQueue(told.queue() + Math.max(0, before))
          .withPausedInQueue(input.run().asked().pausedSeconds());
    } catch (IOException e) {
      log.warn("the ledger of task {} cannot be read: {}", taskId, e.getMessage());
      return input.ledger();
    }
  }

  /** Takes the fence first: whoever still believes to work on the run writes nothing after this. */
  private Ledger ended(TaskFiles files, FineTuningState run) throws IOException {
    LedgerFile ledger = new LedgerFile(files.ledger(), clock, endOf(files, run.run()));
    ledger.end();
    return ledger.totals();
  }

  private AtomicFiles.Guard endOf(TaskFiles files, int run) {
    String owner = "end of run %d at %d".formatted(run, clock.millis());
    try {
      return Fence.take(files.attempts(), new Fence.Claim(owner, 0, 1), () -> {});
    } catch (IOException full) {
      log.warn(
          "attempts at task {} are not told of its end: {}", files.taskId(), full.getMessage());
      return AtomicFiles.Guard.NONE;
    }
  }
}
