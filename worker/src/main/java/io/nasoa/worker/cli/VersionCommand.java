package io.nasoa.worker.cli;

import io.nasoa.worker.config.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the versions of NASOA and of what it stands on. */
@Command(name = "version", description = "Print the versions of NASOA and of what it stands on.")
final class VersionCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin OutputOption output = new OutputOption();

  VersionCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Map<String, String> versions = versions();
    if (output.format == OutputFormat.TABLE) { // no JSON library: this is the quickest command
      versions.forEach((name, version) -> shell.out().printf("%-8s  %s%n", name, version));
    } else {
      new Printer(shell, output.format).object(Json.MAPPER.valueToTree(versions));
    }
    return ExitCode.DONE.value();
  }

  /** The versions by name, as the build wrote them; {@code java} and {@code os} of this process. */
  static Map<String, String> versions() {
    Properties built = new Properties();
    try (InputStream file = VersionCommand.class.getResourceAsStream("versions.properties")) {
      if (file == null) {
        throw new IllegalStateException("versions.properties is missing in nasoa.jar");
      }
      built.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> versions = new LinkedHashMap<>();
    for (String name : new String[] {"nasoa", "djl", "libtorch", "temporal", "h2"}) {
      versions.put(name, built.getProperty(name, "unknown"));
    }
    versions.put("java", System.getProperty("java.runtime.version", "unknown"));
    versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return versions;
  }
}
