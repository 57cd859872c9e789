package io.nasoa.worker.http;

import io.nasoa.zoo.experience.StoredExperience;
import io.nasoa.zoo.learning.ExperienceFilter;
import java.nio.file.Path;
import java.util.List;

/** The experience in a data directory: by its owner, or from its owner by another process. */
public interface OwnedExperience {
  /** All of it, the first learned first. */
  List<StoredExperience> list();

  /**
   * Adds that of a file, all of it or none; runs that are known stay as they are.
   *
   * @throws IllegalArgumentException if the file or a row of it is wrong, saying which
   */
  Imported add(Path file);

  /**
   * The same of a file that was laid into {@code imports/} of the data directory.
   *
   * @param name of the file, without any folder
   */
  Imported addLaid(String name);

  /**
   * Removes some of it; what is learned from the rest is learned anew.
   *
   * @return how many there were
   */
  int forget(ExperienceFilter filter);

  /**
   * What an import did.
   *
   * @param read rows of the file
   * @param added those of them that were new
   */
  record Imported(int read, int added) {}
}
