package io.nasoa.worker.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code api.json} of a data directory: who owns it and how its API is reached. Readable by the
 * directory's user only. It is a hint: what a killed owner left stays until the next owner.
 *
 * @param url base of the API; null until it answers, and of an owner that serves none
 * @param token what a caller shows; null as the url
 * @param pid the owner's process
 */
public record ApiFile(@Nullable URI url, @Nullable String token, long pid) {
  private static final String NAME = "api.json";

  /** What stands in the directory, if it can be understood. */
  public static Optional<ApiFile> read(Path dataDirectory) {
    try {
      JsonNode content = Json.MAPPER.readTree(Files.readString(dataDirectory.resolve(NAME)));
      String url = content.path("url").asText(null);
      String token = content.path("token").asText(null);
      return Optional.of(
          new ApiFile(url == null ? null : URI.create(url), token, content.path("pid").asLong(-1)));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty(); // none, or not ours
    }
  }

  /** Replaces what a killed owner may have left. */
  void write(Path dataDirectory) throws IOException {
    ObjectNode content = Json.MAPPER.createObjectNode();
    content.put("url", url == null ? null : url.toString()).put("token", token).put("pid", pid);
    Path temporary = Files.createTempFile(dataDirectory, ".api-", ".tmp", ownerOnly(dataDirectory));
    try {
      Files.writeString(temporary, content + "\n");
      Files.move(temporary, dataDirectory.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  static void delete(Path dataDirectory) throws IOException {
    Files.deleteIfExists(dataDirectory.resolve(NAME));
  }

  private static FileAttribute<?>[] ownerOnly(Path directory) throws IOException {
    // Elsewhere the directory's own access rules hold.
    return Files.getFileStore(directory).supportsFileAttributeView("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** Without the token, which must not get into a log. */
  @Override
  public String toString() {
    return "ApiFile[url=%s, pid=%d]".formatted(url, pid);
  }
}
