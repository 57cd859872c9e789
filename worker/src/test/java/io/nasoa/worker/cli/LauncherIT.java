package io.nasoa.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a child process, with the runnable that this build made. */
class LauncherIT {
  @TempDir Path directory;

  private Launcher launcher() {
    return new Launcher(directory, Map.of("HOME", directory.toString()));
  }

  @Test
  void version_printsDataOnStdoutOnly() throws Exception {
    CommandRun run = launcher().run("version");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("nasoa", "libtorch");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void symbolicLink_isFollowed() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("n"), Launcher.script());
    Path second = Files.createSymbolicLink(directory.resolve("m"), Path.of("n"));
    assertThat(link).isSymbolicLink();
    assertThat(launcher().run(second, "version").code()).isZero();
  }

  @Test
  void relativePath_startsAtCallersDirectory() throws Exception {
    Files.writeString(directory.resolve("mine.yaml"), "deployment: here\n");
    CommandRun run = launcher().run("config", "show", "--config", "mine.yaml", "-o", "csv");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("deployment,here,").contains(directory.toString());
  }

  /** A bare machine has no locale, in which Java would read file names as ASCII. */
  @Test
  void noLocale_fileNamesBeyondAscii_areUnderstood() throws Exception {
    Files.writeString(directory.resolve("größe.yaml"), "deployment: here\n");
    Map<String, String> bare =
        Map.of("HOME", directory.toString(), "LC_ALL", "C", "LC_CTYPE", "", "LANG", "");
    CommandRun run =
        new Launcher(directory, bare).run("config", "show", "--config", "größe.yaml", "-o", "csv");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("deployment,here,").contains("größe.yaml");
  }

  @Test
  void wrongUsage_endsWithTwo() throws Exception {
    assertThat(launcher().run("zoo", "describe").code()).isEqualTo(2);
  }

  @Test
  void invalidArchitecture_endsWithThree() throws Exception {
    CommandRun run = launcher().run("zoo", "describe", "nonsense");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void namedJarMissing_saysSo() throws Exception {
    Launcher launcher = new Launcher(directory, Map.of("NASOA_JAR", "/none.jar"));
    CommandRun run = launcher.run("version");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("NASOA_JAR is /none.jar, which is not a file");
  }

  @Test
  void javaHomeWrong_saysSo() throws Exception {
    Launcher launcher = new Launcher(directory, Map.of("JAVA_HOME", directory.toString()));
    CommandRun run = launcher.run("version");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("JAVA_HOME is " + directory).contains("JDK 17");
  }

  @Test
  void javaTooOld_saysSo() throws Exception {
    Path java = Files.createDirectories(directory.resolve("jdk/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nexit 9\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(directory.resolve("jdk/release"), "JAVA_VERSION=\"11.0.2\"\n");
    Launcher launcher =
        new Launcher(directory, Map.of("JAVA_HOME", directory.resolve("jdk").toString()));
    CommandRun run = launcher.run("version");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("is Java 11; NASOA needs a JDK 17 or newer");
  }

  /** A copy of the launcher beside a fake Maven shows when it builds, without a nested build. */
  @Test
  void staleRunnable_isBuiltOnce() throws Exception {
    Path root = fakeProject(0);
    Launcher launcher = fakeLauncher(root);
    assertThat(launcher.run(root.resolve("nasoa"), "version").code()).isZero();
    assertThat(launcher.run(root.resolve("nasoa"), "version").code()).isZero();
    assertThat(builds(root)).isEqualTo(1);
    Files.setLastModifiedTime(
        root.resolve("worker/src/main/A.java"),
        FileTime.fromMillis(System.currentTimeMillis() + 5_000));
    CommandRun again = launcher.run(root.resolve("nasoa"), "version");
    assertThat(again.code()).isZero();
    assertThat(again.err()).contains("building the runnable");
    assertThat(builds(root)).isEqualTo(2);
  }

  @Test
  void failedBuild_showsItsErrors() throws Exception {
    Path root = fakeProject(1);
    CommandRun run = fakeLauncher(root).run(root.resolve("nasoa"), "version");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("[ERROR] the compiler is unhappy").contains("nasoa-build.log");
  }

  @Test
  void twoAtOnce_buildOnce() throws Exception {
    Path root = fakeProject(0);
    Path other = Files.createDirectory(directory.resolve("other"));
    Process first = fakeLauncher(root).start(root.resolve("nasoa"), "version");
    CommandRun second =
        new Launcher(other, fakeEnvironment(root)).run(root.resolve("nasoa"), "version");
    assertThat(second.code()).isZero();
    assertThat(first.waitFor()).isZero();
    assertThat(builds(root)).isEqualTo(1);
  }

  private Path fakeProject(int mavenExit) throws IOException {
    Path root = Files.createDirectory(directory.resolve("root with space"));
    Files.copy(Launcher.script(), root.resolve("nasoa"));
    Files.createDirectories(root.resolve("worker/src/main"));
    Files.writeString(root.resolve("pom.xml"), "");
    Files.writeString(root.resolve("worker/pom.xml"), "");
    Files.writeString(root.resolve("worker/src/main/A.java"), "");
    Path maven = Files.createDirectories(root.resolve("bin")).resolve("mvn");
    Files.writeString(
        maven,
        """
        #!/bin/sh
        echo built >>"%1$s/builds"
        sleep 1
        if [ %2$d = 1 ]; then echo "[ERROR] the compiler is unhappy"; exit 1; fi
        mkdir -p "%1$s/worker/target/nasoa"
        cp "%3$s" "%1$s/worker/target/nasoa/nasoa.jar"
        ln -sfn "%4$s" "%1$s/worker/target/nasoa/lib"
        """
            .formatted(root, mavenExit, Launcher.jar(), Launcher.jar().resolveSibling("lib")));
    assertThat(maven.toFile().setExecutable(true)).isTrue();
    return root;
  }

  private Launcher fakeLauncher(Path root) {
    return new Launcher(directory, fakeEnvironment(root));
  }

  private static Map<String, String> fakeEnvironment(Path root) {
    String path = root.resolve("bin") + ":" + System.getenv("PATH");
    return Map.of("NASOA_JAR", "", "PATH", path);
  }

  private static long builds(Path root) throws IOException {
    return Files.readAllLines(root.resolve("builds")).size();
  }
}
