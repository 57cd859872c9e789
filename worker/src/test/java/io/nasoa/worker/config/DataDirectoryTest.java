package io.nasoa.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.zoo.store.StoreInUseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path parent;

  private DataDirectory open() {
    return DataDirectory.open(parent.resolve("data"), UUID::randomUUID, Clock.systemUTC());
  }

  @Test
  void open_writesOwnersFileForOwnerOnly() throws IOException {
    try (DataDirectory directory = open()) {
      Path api = directory.path().resolve("api.json");
      JsonNode content = Json.MAPPER.readTree(api.toFile());
      assertThat(content.get("pid").asLong()).isEqualTo(ProcessHandle.current().pid());
      assertThat(content.get("url").isNull()).isTrue();
      assertThat(content.get("token").isNull()).isTrue();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(api)))
          .isEqualTo("rw-------");
    }
    assertThat(parent.resolve("data/api.json")).doesNotExist();
  }

  @Test
  void open_secondOwner_isRefusedAndFirstGoesOn() {
    try (DataDirectory directory = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(StoreInUseException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid());
      assertThat(directory.path().resolve("api.json")).exists();
      assertThat(directory.tasks().list()).isEmpty();
    }
    open().close();
  }

  @Test
  void open_afterKilledOwner_replacesItsFile() throws IOException {
    Path data = Files.createDirectory(parent.resolve("data"));
    Files.writeString(data.resolve("api.json"), "{\"url\":null,\"token\":null,\"pid\":1}");
    Files.writeString(data.resolve("nasoa.lock"), "1");
    try (DataDirectory directory = open()) {
      assertThat(Files.readString(directory.path().resolve("api.json")))
          .contains("" + ProcessHandle.current().pid());
    }
  }

  @Test
  void exists_beforeAndAfterOpen() {
    assertThat(DataDirectory.exists(parent.resolve("data"))).isFalse();
    open().close();
    assertThat(DataDirectory.exists(parent.resolve("data"))).isTrue();
  }
}
