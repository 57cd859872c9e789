package io.nasoa.worker.process;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a child is started.
 *
 * @param name what it is called in messages and in its log's name
 * @param words the command line
 * @param environment variables added to this process's own; an empty one is taken from it
 * @param log takes what the child prints
 */
public record ChildCommand(
    String name, List<String> words, Map<String, String> environment, Path log) {
  public ChildCommand {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  /** This program, with this JVM's flags and class path, and other arguments. */
  public static List<String> thisProgram(String mainClass, List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      // A debugger's or an agent's port cannot be taken twice.
      if (!flag.startsWith("-agentlib") && !flag.startsWith("-javaagent")) {
        words.add(flag);
      }
    }
    words.add("-cp");
    words.add(System.getProperty("java.class.path"));
    words.add(mainClass);
    words.addAll(arguments);
    return words;
  }

  /** Starts it. The child's standard input stays open for as long as this process lives. */
  Process start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Map<String, String> variables = builder.environment();
    variables.putAll(environment);
    environment.forEach((name, value) -> variables.remove(name, ""));
    return builder.start();
  }

  /** Without the environment, which holds a token. */
  @Override
  public String toString() {
    return name + " " + words;
  }
}
