package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.DataDirectory;
import io.nasoa.workflows.tuning.DatasetSummary;
import io.nasoa.workflows.tuning.FineTuningPlan;
import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.workflows.tuning.Ledger;
import io.nasoa.workflows.tuning.PlanInput;
import io.nasoa.workflows.tuning.PlanningMaterial;
import io.nasoa.workflows.tuning.PlanningMaterialInput;
import io.nasoa.workflows.tuning.ProfileInput;
import io.nasoa.workflows.tuning.TaskRecordActivities;
import io.nasoa.workflows.tuning.TuningActivities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Profiles the data and plans, but trains nothing and stores no task. */
final class PlanPreview {
  private static final Logger LOG = LoggerFactory.getLogger(PlanPreview.class);

  private final DataDirectory directory;
  private final TuningActivities activities;
  private final TaskRecordActivities records;

  PlanPreview(DataDirectory directory, TuningActivities activities, TaskRecordActivities records) {
    this.directory = directory;
    this.activities = activities;
    this.records = records;
  }

  /**
   * The plan as users get it.
   *
   * @param request with an id that no task has
   */
  ObjectNode of(FineTuningRequest request) {
    try {
      return plan(request);
    } finally {
      delete(directory.taskDirectory(request.taskId()));
    }
  }

  private ObjectNode plan(FineTuningRequest request) {
    DatasetSummary profile =
        activities.profile(
            new ProfileInput(ProfileInput.SCHEMA, request, 1, material(request, null)));
    PlanningMaterial material = material(request, profile);
    FineTuningPlan plan =
        activities.plan(
            new PlanInput(
                PlanInput.SCHEMA,
                request,
                1,
                profile,
                material,
                Ledger.ofProfile(profile.seconds())));
    return json(profile, plan);
  }

  private PlanningMaterial material(FineTuningRequest request, @Nullable DatasetSummary profile) {
    return records.planningMaterial(
        new PlanningMaterialInput(PlanningMaterialInput.SCHEMA, request, profile));
  }

  /** The plan as users get it. */
  static ObjectNode json(DatasetSummary profile, FineTuningPlan plan) {
    TaskViews views = new TaskViews();
    ObjectNode json = views.tree(plan);
    json.remove("schema");
    ObjectNode data = views.tree(profile);
    data.remove("schema");
    json.set("data", data);
    return json;
  }

  /** The stages keep notes in the directory of a task that there is not. */
  static void delete(Path notes) {
    try (Stream<Path> files = Files.exists(notes) ? Files.walk(notes) : Stream.empty()) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      LOG.warn("{} cannot be removed: {}", notes, e.toString());
    }
  }
}
