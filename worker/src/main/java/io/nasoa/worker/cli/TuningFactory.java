package io.nasoa.worker.cli;

import io.nasoa.worker.config.Settings;
import io.nasoa.workflows.registration.RegistrationActivities;
import io.nasoa.workflows.search.SearchActivities;
import io.nasoa.workflows.trial.TrialActivities;
import io.nasoa.workflows.tuning.TuningActivities;
import java.nio.file.Path;
import java.util.Optional;

/** Makes what trains; called only by commands that train or plan, for it loads libtorch. */
@FunctionalInterface
public interface TuningFactory {
  /** The activities of one process, which work below that directory. */
  TuningActivities create(Settings settings, Path artifactRoot);

  /**
   * What evaluates the candidates of searches beside them; empty when nothing does.
   *
   * @param tuning what {@link #create} gave for the same directory
   */
  default Optional<SearchActivities> searching(TuningActivities tuning, Path artifactRoot) {
    return Optional.empty();
  }

  /**
   * What trains the models of builds beside them; empty when nothing does.
   *
   * @param tuning what {@link #create} gave for the same directory
   */
  default Optional<RegistrationActivities> building(TuningActivities tuning, Path artifactRoot) {
    return Optional.empty();
  }

  /**
   * What runs the trials of comparisons beside them; empty when nothing does.
   *
   * @param tuning what {@link #create} gave for the same directory
   */
  default Optional<TrialActivities> trials(TuningActivities tuning, Path artifactRoot) {
    return Optional.empty();
  }
}
