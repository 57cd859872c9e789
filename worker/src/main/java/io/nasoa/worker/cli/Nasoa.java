package io.nasoa.worker.cli;

import io.nasoa.activities.data.DataRoots;
import io.nasoa.activities.registration.PretrainingEngine;
import io.nasoa.activities.registration.RegistrationActivitiesImpl;
import io.nasoa.activities.search.CandidateEvaluator;
import io.nasoa.activities.search.ProxyTraining;
import io.nasoa.activities.search.SearchActivitiesImpl;
import io.nasoa.activities.search.SyntheticEvaluator;
import io.nasoa.activities.trial.SyntheticTrials;
import io.nasoa.activities.trial.TrialActivitiesImpl;
import io.nasoa.activities.tuning.DeviceLeases;
import io.nasoa.activities.tuning.Trainer;
import io.nasoa.activities.tuning.TuningActivitiesImpl;
import io.nasoa.activities.work.SyntheticWork;
import io.nasoa.worker.config.Settings;
import io.nasoa.workflows.registration.RegistrationActivities;
import io.nasoa.workflows.search.SearchActivities;
import io.nasoa.workflows.trial.TrialActivities;
import io.nasoa.workflows.tuning.TuningActivities;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** The program. */
public final class Nasoa {
  private Nasoa() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Shell shell = Shell.ofProcess();
    System.exit(CommandTree.create(shell, new Trainings(shell)).execute(arguments));
  }

  /** Trainings on the real engine, which starts with the first of them. */
  private record Trainings(Shell shell) implements TuningFactory {
    @Override
    public TuningActivities create(Settings settings, Path artifactRoot) {
      return new TuningActivitiesImpl(
          new Trainer(
              artifactRoot,
              new DataRoots(settings.dataRoots()),
              DeviceLeases.of(settings.devices(), settings.slots()),
              Runtime.getRuntime().availableProcessors(),
              new TorchStart(shell, settings),
              InstantSource.system()));
    }

    @Override
    public Optional<SearchActivities> searching(TuningActivities tuning, Path artifactRoot) {
      return tuning instanceof TuningActivitiesImpl trainings
          ? Optional.of(
              new SearchActivitiesImpl(
                  artifactRoot, evaluator(trainings.trainer()), InstantSource.system()))
          : Optional.empty();
    }

    @Override
    public Optional<RegistrationActivities> building(TuningActivities tuning, Path artifactRoot) {
      return tuning instanceof TuningActivitiesImpl trainings
          ? Optional.of(
              new RegistrationActivitiesImpl(
                  artifactRoot, new PretrainingEngine(trainings.trainer()), InstantSource.system()))
          : Optional.empty();
    }

    @Override
    public Optional<TrialActivities> trials(TuningActivities tuning, Path artifactRoot) {
      return tuning instanceof TuningActivitiesImpl trainings
          ? Optional.of(
              new SyntheticTrials(
                  artifactRoot,
                  new TrialActivitiesImpl(
                      artifactRoot, trainings.trainer(), InstantSource.system()),
                  InstantSource.system()))
          : Optional.empty();
    }

    private static CandidateEvaluator evaluator(Trainer trainer) {
      CandidateEvaluator synthetic = new SyntheticEvaluator();
      CandidateEvaluator training = new ProxyTraining(trainer);
      return (input, work, control) ->
          (SyntheticWork.serves(input.data()) ? synthetic : training)
              .evaluate(input, work, control);
    }
  }
}
