package io.nasoa.worker.cli;

import io.nasoa.activities.data.DataRoots;
import io.nasoa.activities.tuning.Trainer;
import io.nasoa.activities.tuning.TuningActivitiesImpl;
import io.nasoa.worker.config.DataDirectory;
import io.nasoa.worker.config.Settings;
import io.nasoa.workflows.tuning.TuningActivities;
import java.time.InstantSource;

/** The program. */
public final class Nasoa {
  private Nasoa() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Shell shell = Shell.ofProcess();
    TuningFactory tuning = (settings, directory) -> tuning(shell, settings, directory);
    System.exit(CommandTree.create(shell, tuning).execute(arguments));
  }

  private static TuningActivities tuning(Shell shell, Settings settings, DataDirectory directory) {
    return new TuningActivitiesImpl(
        new Trainer(
            directory.path(),
            new DataRoots(settings.dataRoots()),
            Runtime.getRuntime().availableProcessors(),
            new TorchStart(shell, settings),
            InstantSource.system()));
  }
}
