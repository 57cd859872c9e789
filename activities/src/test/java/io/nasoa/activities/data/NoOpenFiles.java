package io.nasoa.activities.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test that leaves files of the temporary directory open. Only Linux tells which are. */
final class NoOpenFiles implements BeforeEachCallback, AfterEachCallback {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private Set<String> before = Set.of();

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    before = open();
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    Set<String> left = open();
    left.removeAll(before);
    assertThat(left).as("files left open").isEmpty();
  }

  static Set<String> open() throws IOException {
    Set<String> open = new TreeSet<>();
    if (!Files.exists(DESCRIPTORS)) {
      return open;
    }
    List<Path> all;
    try (var entries = Files.list(DESCRIPTORS)) {
      all = entries.toList();
    }
    String temporary = System.getProperty("java.io.tmpdir");
    for (Path descriptor : all) {
      String target = target(descriptor);
      if (target.startsWith(temporary + "/junit")) {
        open.add(descriptor.getFileName() + " -> " + target);
      }
    }
    return open;
  }

  private static String target(Path descriptor) throws IOException {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (NoSuchFileException e) {
      return ""; // the listing's own descriptor
    }
  }
}
