package io.nasoa.worker.cli;

import io.nasoa.activities.registration.RegistrationActivitiesImpl;
import io.nasoa.activities.search.SearchActivitiesImpl;
import io.nasoa.activities.search.SyntheticEvaluator;
import io.nasoa.worker.config.Settings;
import io.nasoa.workflows.registration.RegistrationActivities;
import io.nasoa.workflows.search.SearchActivities;
import io.nasoa.workflows.trial.TrialActivities;
import io.nasoa.workflows.tuning.TuningActivities;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** Trainers that count, and make up what a search's candidates are worth and a build's weights. */
final class CountingTrainers implements TuningFactory {
  @Override
  public TuningActivities create(Settings settings, Path artifactRoot) {
    return new CountingTrainer(artifactRoot);
  }

  @Override
  public Optional<SearchActivities> searching(TuningActivities tuning, Path artifactRoot) {
    return Optional.of(
        new SearchActivitiesImpl(artifactRoot, new SyntheticEvaluator(), InstantSource.system()));
  }

  @Override
  public Optional<RegistrationActivities> building(TuningActivities tuning, Path artifactRoot) {
    return Optional.of(
        new RegistrationActivitiesImpl(artifactRoot, new MadeUpModels(), InstantSource.system()));
  }

  @Override
  public Optional<TrialActivities> trials(TuningActivities tuning, Path artifactRoot) {
    return Optional.of(new MadeUpTrials());
  }
}
