package io.nasoa.zoo.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * Brings a store to this program's schema with Flyway. The scripts are listed here by name, so that
 * no class path is scanned.
 */
final class Migrations {
  /** Version of the newest script. */
  static final int NEWEST = 6;

  static final List<String> SCRIPTS =
      List.of(
          "V1__tasks_zoo_step_times_experience.sql",
          "V2__searches.sql",
          "V3__registrations.sql",
          "V4__fine_tuning_tables.sql",
          "V5__hpo.sql",
          "V6__comparisons.sql");

  private static final String FOLDER = "db/migration/";

  private Migrations() {}

  /** Runs the scripts that the store has not seen. */
  static void migrate(DataSource dataSource) {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(dataSource)
        .resourceProvider(new ListedScripts())
        .javaMigrationClassProvider(List::of)
        .failOnMissingLocations(false)
        .skipDefaultCallbacks(true)
        .loggers("slf4j")
        .load()
        .migrate();
  }

  private static final class ListedScripts implements ResourceProvider {
    @Override
    public @Nullable LoadableResource getResource(String name) {
      String fileName = name.substring(name.lastIndexOf('/') + 1);
      return SCRIPTS.contains(fileName) ? new Script(fileName) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
      return SCRIPTS.stream()
          .filter(name -> name.startsWith(prefix))
          .filter(name -> Arrays.stream(suffixes).anyMatch(name::endsWith))
          .<LoadableResource>map(Script::new)
          .toList();
    }
  }

  private static final class Script extends LoadableResource {
    private final String fileName;

    Script(String fileName) {
      this.fileName = fileName;
    }

    @Override
    public Reader read() {
      ClassLoader loader = Objects.requireNonNull(Migrations.class.getClassLoader());
      try (InputStream stream = loader.getResourceAsStream(FOLDER + fileName)) {
        if (stream == null) {
          throw new IllegalStateException("the program lacks its resource " + FOLDER + fileName);
        }
        return new StringReader(new String(stream.readAllBytes(), UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String getAbsolutePath() {
      return FOLDER + fileName;
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return FOLDER + fileName;
    }

    @Override
    public String getFilename() {
      return fileName;
    }

    @Override
    public String getRelativePath() {
      return fileName;
    }
  }
}
