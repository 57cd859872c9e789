package io.nasoa.worker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Json;
import io.nasoa.zoo.experience.StoredExperience;
import io.nasoa.zoo.learning.ExperienceFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * The experience of an owner as another process of the same machine reaches it. A file to be
 * imported is laid into the data directory, as it may be far larger than a request.
 */
final class ExperienceClient implements OwnedExperience {
  private final OwnerCalls calls;
  private final Path dataDirectory;

  ExperienceClient(OwnerCalls calls, Path dataDirectory) {
    this.calls = calls;
    this.dataDirectory = dataDirectory;
  }

  @Override
  public List<StoredExperience> list() {
    return calls.list(ExperienceRoutes.PATH, StoredExperience.class);
  }

  @Override
  public Imported add(Path file) {
    Path folder = ExperienceRoutes.imports(dataDirectory);
    Path copy = folder.resolve(UUID.randomUUID().toString());
    try {
      Files.createDirectories(folder);
      Files.copy(file, copy);
      return addLaid(String.valueOf(copy.getFileName()));
    } catch (OwnerRefusedException e) {
      throw e.status() == 400 ? new IllegalArgumentException(e.getMessage(), e) : e;
    } catch (IOException e) {
      throw new IllegalArgumentException("the file cannot be read: " + e.getMessage(), e);
    } finally {
      delete(copy);
    }
  }

  @Override
  public Imported addLaid(String name) {
    ObjectNode body = Json.MAPPER.createObjectNode().put("name", name);
    JsonNode answer =
        calls.call("POST", ExperienceRoutes.PATH + "/imports", body, OwnerCalls.ANSWER);
    return calls.record(answer, Imported.class);
  }

  private static void delete(Path copy) {
    try {
      Files.deleteIfExists(copy);
    } catch (IOException e) {
      // It costs space only.
    }
  }

  @Override
  public int forget(ExperienceFilter filter) {
    ObjectNode body = Json.MAPPER.valueToTree(filter);
    return calls
        .call("POST", ExperienceRoutes.PATH + "/forget", body, OwnerCalls.ANSWER)
        .path("forgotten")
        .asInt();
  }
}
