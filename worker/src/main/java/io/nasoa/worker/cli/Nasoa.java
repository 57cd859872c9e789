package io.nasoa.worker.cli;

import io.nasoa.activities.data.DataRoots;
import io.nasoa.activities.tuning.DeviceLeases;
import io.nasoa.activities.tuning.Trainer;
import io.nasoa.activities.tuning.TuningActivitiesImpl;
import io.nasoa.worker.config.Settings;
import io.nasoa.workflows.tuning.TuningActivities;
import java.nio.file.Path;
import java.time.InstantSource;

/** The program. */
public final class Nasoa {
  private Nasoa() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Shell shell = Shell.ofProcess();
    TuningFactory tuning = (settings, root) -> tuning(shell, settings, root);
    System.exit(CommandTree.create(shell, tuning).execute(arguments));
  }

  private static TuningActivities tuning(Shell shell, Settings settings, Path artifactRoot) {
    return new TuningActivitiesImpl(
        new Trainer(
            artifactRoot,
            new DataRoots(settings.dataRoots()),
            DeviceLeases.of(settings.devices(), settings.slots()),
            Runtime.getRuntime().availableProcessors(),
            new TorchStart(shell, settings),
            InstantSource.system()));
  }
}
