package io.nasoa.worker.airflow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A process that {@code setsid} has started, with all that come from it, into whatever process
 * groups they have gone.
 *
 * @param leader process id of the first
 */
record ProcessSession(long leader) {
  private static final long PATIENCE_SECONDS = 10;

  /** Kills all of them. */
  void kill() throws InterruptedException {
    killAll(this::isMember);
  }

  /** Kills whatever still works in a directory or was started for it; tells what that was. */
  static List<String> killIn(Path directory) throws InterruptedException {
    List<String> found =
        processes(process -> isIn(directory, process)).stream()
            .map(process -> process.pid() + " " + process.info().commandLine().orElse("?"))
            .toList();
    killAll(process -> isIn(directory, process));
    return found;
  }

  private static void killAll(Predicate<ProcessHandle> which) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    List<ProcessHandle> found = processes(which);
    while (!found.isEmpty()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("not to be killed: " + found);
      }
      found.forEach(ProcessHandle::destroyForcibly);
      TimeUnit.MILLISECONDS.sleep(50);
      found = processes(which);
    }
  }

  private static List<ProcessHandle> processes(Predicate<ProcessHandle> which) {
    return ProcessHandle.allProcesses().filter(which).filter(ProcessSession::isAlive).toList();
  }

  /** The members whose command line has this word. */
  List<ProcessHandle> members(String word) {
    return processes(
        process -> isMember(process) && read(process, "cmdline").replace('\0', ' ').contains(word));
  }

  private static boolean isAlive(ProcessHandle process) {
    return process.isAlive() && !stat(process).startsWith("Z");
  }

  private boolean isMember(ProcessHandle process) {
    String[] fields = stat(process).split(" ", 5);
    return fields.length == 5 && fields[3].equals(Long.toString(leader));
  }

  /** State, parent, process group, session, ... */
  private static String stat(ProcessHandle process) {
    String text = read(process, "stat");
    return text.substring(text.lastIndexOf(')') + 1).strip();
  }

  private static boolean isIn(Path directory, ProcessHandle process) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"))
              .startsWith(directory)
          || read(process, "environ").contains("AIRFLOW_HOME=" + directory);
    } catch (IOException e) {
      return false; // it has ended, or is somebody else's
    }
  }

  private static String read(ProcessHandle process, String file) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(process.pid()), file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
