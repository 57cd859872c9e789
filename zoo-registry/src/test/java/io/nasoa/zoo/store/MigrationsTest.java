package io.nasoa.zoo.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationsTest {
  @Test
  void scripts_inTheFolder_areAllListed() throws IOException, URISyntaxException {
    ClassLoader loader = requireNonNull(Migrations.class.getClassLoader());
    Path folder = Path.of(requireNonNull(loader.getResource("db/migration")).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      assertThat(names).containsExactlyInAnyOrderElementsOf(Migrations.SCRIPTS);
    }
  }

  @Test
  void newest_isTheHighestVersion() {
    assertThat(Migrations.SCRIPTS.stream().map(MigrationsTest::version))
        .isSorted()
        .last()
        .isEqualTo(Migrations.NEWEST);
  }

  private static Integer version(String script) {
    return Integer.valueOf(script.substring(1, script.indexOf("__")));
  }
}
