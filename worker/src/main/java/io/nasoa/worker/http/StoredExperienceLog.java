package io.nasoa.worker.http;

import io.nasoa.worker.config.DataDirectory;
import io.nasoa.zoo.experience.ExperienceStore;
import io.nasoa.zoo.experience.StoredExperience;
import io.nasoa.zoo.learning.ExperienceFile;
import io.nasoa.zoo.learning.ExperienceFilter;
import io.nasoa.zoo.table.FineTuningTables;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** The experience in the store of a data directory that this process owns. */
final class StoredExperienceLog implements OwnedExperience {
  private final DataDirectory directory;
  private final ExperienceStore store;
  private final InstantSource clock;

  StoredExperienceLog(DataDirectory directory, InstantSource clock) {
    this.directory = directory;
    this.store = new ExperienceStore(directory.database());
    this.clock = clock;
  }

  @Override
  public List<StoredExperience> list() {
    return store.list();
  }

  @Override
  public Imported add(Path file) {
    String text = text(file);
    List<StoredExperience> rows =
        !ExperienceFile.isJson(text) && FineTuningTables.isOne(file)
            ? FineTuningTables.log(file, clock.instant())
            : ExperienceFile.read(text, clock.instant());
    return new Imported(rows.size(), store.appendAll(rows));
  }

  @Override
  public Imported addLaid(String name) {
    return add(ExperienceRoutes.imports(directory.path()).resolve(name));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the file is no UTF-8 text", e);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("there is no such file", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("the file cannot be read: " + e, e);
    }
  }

  @Override
  public int forget(ExperienceFilter filter) {
    return store.forget(filter::matches);
  }
}
