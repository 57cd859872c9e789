package io.nasoa.activities.trial;

import io.nasoa.activities.data.DatasetIndex;
import io.nasoa.activities.data.DecodedDataset;
import io.nasoa.activities.network.Network;
import io.nasoa.activities.network.TorchRuntime;
import io.nasoa.activities.training.Evaluation;
import io.nasoa.activities.tuning.DeviceLeases;
import io.nasoa.activities.tuning.ModelDescription;
import io.nasoa.activities.tuning.ModelLoader;
import io.nasoa.activities.tuning.Trainer;
import io.nasoa.workflows.trial.ReportInput;
import io.nasoa.workflows.trial.TrialInput;
import io.nasoa.workflows.trial.TrialModel;
import java.io.IOException;

/** The report step: nothing else in comparisons opens TEST (protocol P1). Thread-safe. */
public final class TestReport {
  private final Trainer trainer;

  /** Reports with that trainer's engine and decoded images. */
  public TestReport(Trainer trainer) {
    this.trainer = trainer;
  }

  /** Accuracy of final weights on TEST. */
  public double accuracy(ReportInput input) throws IOException {
    TrialInput trial = input.trial();
    TrialModel model = trial.model();
    DatasetIndex index = TrialData.index(trainer, trial.task(), trial.dataSha256());
    ModelDescription described =
        new ModelDescription(
            ModelDescription.FORMAT,
            model.architecture(),
            model.stem(),
            model.resolution(),
            index.classes(),
            index.classes().size(),
            input.weightsSha256());
    TorchRuntime torch = trainer.torch();
    try (DecodedDataset data = trainer.decoded(index, model.resolution());
        DeviceLeases.Lease lease = trainer.lease(trial.device());
        Network network =
            ModelLoader.described(
                torch,
                described,
                trainer.artifact(input.weights()),
                torch.device(lease.device()))) {
      return Evaluation.accuracy(network, data.validation());
    }
  }
}
