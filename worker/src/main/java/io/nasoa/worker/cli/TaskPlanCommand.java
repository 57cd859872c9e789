package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.DataDirectory;
import io.nasoa.worker.config.Settings;
import io.nasoa.workflows.tuning.DatasetProfile;
import io.nasoa.workflows.tuning.FineTuningPlan;
import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.workflows.tuning.Ledger;
import io.nasoa.workflows.tuning.PlanInput;
import io.nasoa.workflows.tuning.PlanningMaterial;
import io.nasoa.workflows.tuning.PlanningMaterialInput;
import io.nasoa.workflows.tuning.ProfileInput;
import io.nasoa.workflows.tuning.TuningActivities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Profiles the data and plans, but trains nothing and stores no task. */
@Command(name = "plan", description = "Print the schedule that would be chosen; train nothing.")
final class TaskPlanCommand implements Callable<Integer> {
  private final Shell shell;
  private final TuningFactory tuning;
  private final Ids ids;

  @Mixin WorkOptions work = new WorkOptions();
  @Mixin GlobalOptions options = new GlobalOptions();
  @Mixin OutputOption output = new OutputOption();

  TaskPlanCommand(Shell shell, TuningFactory tuning, Ids ids) {
    this.shell = shell;
    this.tuning = tuning;
    this.ids = ids;
  }

  @Override
  public Integer call() {
    Settings settings = options.read(shell).settings();
    FineTuningRequest request = work.request("plan-" + ids.next(), shell, settings, null, null, 3);
    ObjectNode plan =
        Session.owning(
            settings,
            directory -> {
              try {
                return plan(settings, directory, request);
              } finally {
                delete(directory.taskDirectory(request.taskId()));
              }
            });
    new Printer(shell, output.format).object(plan);
    return ExitCode.DONE.value();
  }

  private ObjectNode plan(Settings settings, DataDirectory directory, FineTuningRequest request) {
    TuningActivities activities = tuning.create(settings, directory);
    DatasetProfile profile = activities.profile(new ProfileInput(ProfileInput.SCHEMA, request, 1));
    PlanningMaterial material =
        TaskHost.records(directory, Clock.systemUTC())
            .planningMaterial(
                new PlanningMaterialInput(PlanningMaterialInput.SCHEMA, request, profile));
    FineTuningPlan plan =
        activities.plan(
            new PlanInput(
                PlanInput.SCHEMA,
                request,
                1,
                profile,
                material,
                Ledger.ofProfile(profile.seconds())));
    TaskViews views = new TaskViews();
    ObjectNode json = views.tree(plan);
    json.remove("schema");
    ObjectNode data = views.tree(profile);
    data.remove("schema");
    json.set("data", data);
    return json;
  }

  /** The stages keep notes in the directory of a task that there is not. */
  private void delete(Path notes) {
    try (Stream<Path> files = Files.exists(notes) ? Files.walk(notes) : Stream.empty()) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      shell.say("%s cannot be removed: %s".formatted(notes, e));
    }
  }
}
