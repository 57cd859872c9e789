package io.nasoa.worker.cli;

/** The program. */
public final class Nasoa {
  private Nasoa() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    int code = CommandTree.create(Shell.ofProcess()).execute(arguments);
    System.exit(code);
  }
}
