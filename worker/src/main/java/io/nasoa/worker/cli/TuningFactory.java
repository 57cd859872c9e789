package io.nasoa.worker.cli;

import io.nasoa.worker.config.Settings;
import io.nasoa.workflows.tuning.TuningActivities;
import java.nio.file.Path;

/** Makes what trains; called only by commands that train or plan, for it loads libtorch. */
@FunctionalInterface
public interface TuningFactory {
  /** The activities of one process, which work below that directory. */
  TuningActivities create(Settings settings, Path artifactRoot);
}
