package io.nasoa.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for the files of the project rather than for its classes. */
class ProjectFilesTest {
  private static final int LONGEST_FILE = 400;
  private static final List<String> MODULES =
      List.of("zoo-registry", "baselines", "workflows", "activities", "worker");
  private static final Pattern COORDINATE =
      Pattern.compile("<groupId>([^<]+)</groupId>\\s*<artifactId>([^<$]+)</artifactId>");
  private static final Pattern PLUGIN =
      Pattern.compile(
          "<plugin>\\s*(?:<groupId>[^<]+</groupId>\\s*)?<artifactId>([^<]+)</artifactId>");

  private final Path root = root();

  private static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(directory.resolve("LICENSE"))) {
      Path parent = directory.getParent();
      if (parent == null) {
        throw new AssertionError("no LICENSE above " + Path.of("").toAbsolutePath());
      }
      directory = parent;
    }
    return directory;
  }

  private List<Path> sources(String set) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : MODULES) {
      Path folder = root.resolve(module).resolve("src").resolve(set);
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
        }
      }
    }
    return sources;
  }

  private List<Path> allSources() throws IOException {
    List<Path> sources = new ArrayList<>(sources("main"));
    sources.addAll(sources("test"));
    return sources;
  }

  /** The places that match, as {@code path:line}. */
  private List<String> places(List<Path> files, Pattern pattern) throws IOException {
    List<String> places = new ArrayList<>();
    for (Path file : files) {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (pattern.matcher(lines.get(i)).find()) {
          places.add(root.relativize(file) + ":" + (i + 1));
        }
      }
    }
    return places;
  }

  @Test
  void sources_areShort() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : allSources()) {
      if (Files.readAllLines(file).size() > LONGEST_FILE) {
        tooLong.add(root.relativize(file).toString());
      }
    }
    assertThat(allSources()).hasSizeGreaterThan(200);
    assertThat(tooLong).as("sources of more than %d lines", LONGEST_FILE).isEmpty();
  }

  @Test
  void sources_leaveNothingForLater() throws IOException {
    Pattern later = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");
    assertThat(places(allSources(), later)).isEmpty();
  }

  /** Data goes through the printer, everything else through the log or the shell's own streams. */
  @Test
  void mainSources_writeToNoStandardStream() throws IOException {
    Pattern stream = Pattern.compile("System\\s*\\.\\s*(out|err)\\b|printStackTrace\\(\\)");
    assertThat(places(sources("main"), stream)).isEmpty();
  }

  @Test
  void packages_sayTheirJobAndAreNullMarked() throws IOException {
    Set<Path> packages = sources("main").stream().map(Path::getParent).collect(Collectors.toSet());
    assertThat(packages)
        .hasSizeGreaterThan(10)
        .allSatisfy(
            folder ->
                assertThat(folder.resolve("package-info.java"))
                    .content()
                    .contains("/**")
                    .contains("@NullMarked"));
  }

  /** Every library and plugin that a build file names stands in the README with a reason. */
  @Test
  void readme_tellsEveryDependency() throws IOException {
    String readme = Files.readString(root.resolve("README.md"));
    assertThat(dependencies())
        .hasSizeGreaterThan(30)
        .allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
  }

  private Set<String> dependencies() throws IOException {
    Set<String> names = new TreeSet<>();
    List<Path> poms = new ArrayList<>(List.of(root.resolve("pom.xml")));
    MODULES.forEach(module -> poms.add(root.resolve(module).resolve("pom.xml")));
    for (Path pom : poms) {
      String text = Files.readString(pom).replaceAll("(?s)<exclusions>.*?</exclusions>", "");
      Matcher coordinate = COORDINATE.matcher(text);
      while (coordinate.find()) {
        if (!coordinate.group(1).equals("io.nasoa") && !coordinate.group(2).endsWith("-bom")) {
          names.add(coordinate.group(2));
        }
      }
      PLUGIN.matcher(text).results().forEach(plugin -> names.add(plugin.group(1)));
    }
    return names;
  }
}
