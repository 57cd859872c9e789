package io.nasoa.worker.cli;

/** The program with a trainer that counts. */
final class CountingNasoa {
  private CountingNasoa() {}

  public static void main(String[] arguments) {
    Shell shell = Shell.ofProcess();
    TuningFactory tuning = (settings, directory) -> new CountingTrainer(directory);
    System.exit(CommandTree.create(shell, tuning).execute(arguments));
  }
}
