package io.nasoa.activities.trial;

import io.nasoa.activities.data.DatasetIndex;
import io.nasoa.activities.data.DecodedDataset;
import io.nasoa.activities.network.Network;
import io.nasoa.activities.profile.DatasetProfiler;
import io.nasoa.activities.profile.ProfileCache;
import io.nasoa.activities.profile.SourceMeansFiles;
import io.nasoa.activities.tuning.DeviceLeases;
import io.nasoa.activities.tuning.ModelLoader;
import io.nasoa.activities.tuning.Trainer;
import io.nasoa.workflows.trial.DescribeInput;
import io.nasoa.workflows.trial.TaskDescription;
import io.nasoa.workflows.trial.TrialModel;
import io.nasoa.zoo.architecture.ComputeCost;
import io.nasoa.zoo.architecture.LayerGraph;
import io.nasoa.zoo.profile.DatasetProfile;
import io.nasoa.zoo.profile.ProfileFeatures;
import io.nasoa.zoo.registry.ZooEntry;
import io.nasoa.zoo.rivals.Networks;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads, decodes and profiles the data of sub-tasks. Thread-safe. */
public final class TaskDescriber {
  private final Trainer trainer;

  /** Descriptions with that trainer's engine and decoded images. */
  public TaskDescriber(Trainer trainer) {
    this.trainer = trainer;
  }

  /** What a task's data are. */
  public TaskDescription describe(DescribeInput input) throws IOException {
    DatasetIndex index = TrialData.index(trainer, input.task());
    int resolution =
        input.models().stream().mapToInt(TrialModel::resolution).findFirst().orElse(64);
    try (DecodedDataset data = trainer.decoded(index, resolution);
        DeviceLeases.Lease lease = trainer.lease(input.device())) {
      FitAndSelect images = FitAndSelect.of(data, input.seed());
      List<ZooEntry> entries = input.models().stream().map(TaskDescriber::entry).toList();
      DatasetProfile profile =
          profiler(input, lease.device())
              .profile(
                  index,
                  data.train(),
                  input.profileSeconds() > 0 ? entries : List.of(),
                  input.profileSeconds());
      return new TaskDescription(
          TaskDescription.SCHEMA,
          index.sha256(),
          index.classes().size(),
          images.fit().size(),
          images.select().size(),
          index.validation().size(),
          ProfileFeatures.of(profile),
          scores(profile));
    }
  }

  private DatasetProfiler profiler(DescribeInput input, String device) {
    return new DatasetProfiler(
        new ProfileCache(trainer.artifact("cache/profiles")),
        entry -> network(input, entry, device),
        new SourceMeansFiles(trainer.artifact("cache/source-means")),
        trainer::sizes,
        trainer.clock());
  }

  private Network network(DescribeInput input, ZooEntry entry, String device) throws IOException {
    TrialModel model =
        input.models().stream()
            .filter(it -> it.name().equals(entry.name()))
            .findFirst()
            .orElseThrow();
    return ModelLoader.pretrained(
        trainer.torch(),
        new ModelLoader.Start(
            entry.architecture(), entry.stem(), entry.classes(), entry.weightsSha256()),
        trainer.artifact(model.weights()),
        trainer.torch().device(device),
        0);
  }

  /** What the profiler has to know of a model; its head is made anew and not read. */
  private static ZooEntry entry(TrialModel model) {
    LayerGraph graph = Networks.parse(model.architecture()).toGraph(2, model.stem());
    ComputeCost cost = ComputeCost.of(graph, model.resolution());
    return new ZooEntry(
        model.name(),
        model.architecture(),
        model.stem(),
        model.resolution(),
        2,
        List.of(),
        cost.parameters(),
        cost.macs(),
        model.weightsSha256(),
        "zoo",
        "{}");
  }

  private static SortedMap<String, TaskDescription.ModelScore> scores(DatasetProfile profile) {
    SortedMap<String, TaskDescription.ModelScore> scores = new TreeMap<>();
    profile
        .models()
        .forEach(
            (name, found) ->
                scores.put(
                    name, new TaskDescription.ModelScore(found.logMe(), found.nearestClassMean())));
    return scores;
  }
}
