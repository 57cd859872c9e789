package io.nasoa.worker.cli;

import io.nasoa.worker.config.DataDirectory;
import io.nasoa.worker.config.Settings;
import io.nasoa.workflows.tuning.TuningActivities;

/** Makes what trains; called only by commands that train or plan, for it loads libtorch. */
@FunctionalInterface
public interface TuningFactory {
  /** The activities of one process that owns the directory. */
  TuningActivities create(Settings settings, DataDirectory directory);
}
