package io.nasoa.activities.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nasoa.activities.network.AtomicFiles;
import io.nasoa.zoo.profile.DatasetProfile;
import io.nasoa.zoo.profile.ProfileJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Profiles by the hash of their data, one file {@code <sha256>-<schema>.json} each: versions of the
 * program do not overwrite each other's. A file that cannot be read counts as none.
 *
 * <p>Thread-safe; processes may share the directory. Of two that complete one profile at once, a
 * part may be lost; it is measured again then.
 */
public final class ProfileCache {
  private static final Logger log = LoggerFactory.getLogger(ProfileCache.class);

  private final Path directory;

  /**
   * @param directory where the files lie; made when missing
   */
  public ProfileCache(Path directory) {
    this.directory = directory;
  }

  /** What is known of a data set, if anything is. */
  public Optional<DatasetProfile> find(String sha256) {
    Path file = file(sha256);
    try {
      DatasetProfile profile = ProfileJson.readProfile(Files.readString(file, UTF_8));
      if (profile.sha256().equals(sha256)) {
        return Optional.of(profile);
      }
      log.warn(
          "profile {} belongs to other data ({}) and is measured again", file, profile.sha256());
    } catch (NoSuchFileException e) {
      log.debug("there is no profile {}", file);
    } catch (IOException | IllegalArgumentException e) {
      log.warn("profile {} cannot be used and is measured again: {}", file, e.getMessage());
    }
    return Optional.empty();
  }

  /**
   * Keeps a profile, together with the parts that the file has and it has not.
   *
   * @throws IOException if it cannot be written; what was known before stays
   */
  public void keep(DatasetProfile profile) throws IOException {
    Files.createDirectories(directory);
    DatasetProfile all = find(profile.sha256()).map(profile::completedBy).orElse(profile);
    AtomicFiles.write(file(profile.sha256()), (ProfileJson.write(all) + "\n").getBytes(UTF_8));
  }

  private Path file(String sha256) {
    return directory.resolve("%s-%d.json".formatted(sha256, DatasetProfile.SCHEMA));
  }
}
