package io.nasoa.activities.training;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nasoa.activities.network.AtomicFiles;
import io.nasoa.activities.network.SafetensorsFile;
import io.nasoa.activities.network.TensorData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task's checkpoints: directories {@code step-<n>} with {@code state.safetensors}, {@code
 * state.json} and {@code manifest.json} (hashes of the other two, written last). A checkpoint is
 * written under a temporary name and renamed while the attempt holds the fence, so a reader sees
 * whole ones only; one whose hashes do not fit is passed over for the one before.
 *
 * <p>Not thread-safe: the training loop owns it.
 */
public final class CheckpointStore {
  private static final Logger log = LoggerFactory.getLogger(CheckpointStore.class);
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();
  private static final String TENSORS = "state.safetensors";
  private static final String STATE = "state.json";
  private static final String MANIFEST = "manifest.json";
  private static final String PREFIX = "step-";
  private static final String TEMPORARY = ".tmp-";
  private static final int KEPT = 2;

  private final Path directory;
  private final Fence fence;

  /** The checkpoints in that directory, as the holder of the fence. */
  public CheckpointStore(Path directory, Fence fence) {
    this.directory = directory;
    this.fence = fence;
  }

  Fence fence() {
    return fence;
  }

  private record Manifest(int format, Map<String, String> files, Map<String, String> versions) {}

  /**
   * Writes a checkpoint and removes all but it and the one before. The fence is asked again before
   * each change that another attempt would see.
   *
   * @throws Fence.FencedException when another attempt has taken over
   * @throws IOException when it could not be written; those before stay
   */
  public void save(Checkpoint checkpoint) throws IOException {
    fence.check(); // of a run that has ended the directory is gone
    Files.createDirectories(directory);
    Path target = directory.resolve(PREFIX + checkpoint.state().step());
    if (Files.exists(target) && read(target).isPresent()) {
      return;
    }
    Path written = directory.resolve(TEMPORARY + fence.attempt());
    try {
      AtomicFiles.deleteTree(written);
      write(checkpoint, Files.createDirectory(written));
      if (Files.exists(target)) {
        fence.check();
        AtomicFiles.deleteTree(target);
      }
      fence.check();
      Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
      AtomicFiles.syncDirectory(directory);
    } catch (IOException e) {
      deleteQuietly(written);
      throw e;
    }
    prune(checkpoint.state().step());
  }

  private static void write(Checkpoint checkpoint, Path target) throws IOException {
    SafetensorsFile.write(target.resolve(TENSORS), checkpoint.tensors());
    AtomicFiles.write(target.resolve(STATE), JSON.writeValueAsBytes(checkpoint.state()));
    Map<String, String> hashes = new TreeMap<>();
    for (String name : List.of(TENSORS, STATE)) {
      hashes.put(name, FileHash.sha256(target.resolve(name)));
    }
    Manifest manifest =
        new Manifest(CheckpointState.FORMAT, hashes, new TreeMap<>(checkpoint.versions()));
    AtomicFiles.write(target.resolve(MANIFEST), JSON.writeValueAsBytes(manifest));
    AtomicFiles.syncDirectory(target);
  }

  /**
   * Hash of the manifest of a step's checkpoint, which holds the hashes of everything else.
   *
   * @throws IOException when there is no such checkpoint
   */
  public String manifestHash(int step) throws IOException {
    return FileHash.sha256(directory.resolve(PREFIX + step).resolve(MANIFEST));
  }

  /** The newest valid checkpoint of that run; broken ones are passed over with a warning. */
  public Optional<Checkpoint> newest(String runKey) throws IOException {
    List<Path> newestFirst = new ArrayList<>(steps());
    Collections.reverse(newestFirst);
    for (Path candidate : newestFirst) {
      Optional<Checkpoint> checkpoint = read(candidate);
      if (checkpoint.isPresent() && checkpoint.get().state().runKey().equals(runKey)) {
        return checkpoint;
      }
    }
    return Optional.empty();
  }

  private static Optional<Checkpoint> read(Path directory) {
    try {
      Manifest manifest = JSON.readValue(directory.resolve(MANIFEST).toFile(), Manifest.class);
      if (manifest.format() > CheckpointState.FORMAT) {
        throw new IOException(
            "it has format %d, this program reads up to %d"
                .formatted(manifest.format(), CheckpointState.FORMAT));
      }
      for (String name : List.of(TENSORS, STATE)) {
        String hash = FileHash.sha256(directory.resolve(name));
        if (!hash.equals(manifest.files().get(name))) {
          throw new IOException("%s does not have the manifest's hash".formatted(name));
        }
      }
      CheckpointState state =
          JSON.readValue(directory.resolve(STATE).toFile(), CheckpointState.class);
      SortedMap<String, TensorData> tensors =
          SafetensorsFile.read(directory.resolve(TENSORS)).tensors();
      return Optional.of(new Checkpoint(state, tensors, manifest.versions()));
    } catch (IOException | IllegalArgumentException broken) {
      log.warn("checkpoint {} is passed over: {}", directory, broken.getMessage());
      return Optional.empty();
    }
  }

  private List<Path> steps() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(entry -> entry.getFileName().toString().matches("step-\\d{1,9}"))
          .sorted(Comparator.comparingInt(CheckpointStore::step))
          .toList();
    }
  }

  private static int step(Path directory) {
    return Integer.parseInt(directory.getFileName().toString().substring(PREFIX.length()));
  }

  /** What is newer than the saved step was passed over as broken: it must not count as kept. */
  private void prune(int saved) throws IOException {
    List<Path> valid = new ArrayList<>();
    for (Path candidate : steps()) {
      if (step(candidate) > saved) {
        fence.check();
        AtomicFiles.deleteTree(candidate);
      } else {
        valid.add(candidate);
      }
    }
    for (Path old : valid.subList(0, Math.max(0, valid.size() - KEPT))) {
      fence.check();
      AtomicFiles.deleteTree(old);
    }
  }

  /** Removes what killed attempts were writing; only for the holder of the fence. */
  public void removeAbandoned() throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path entry : entries.filter(CheckpointStore::isTemporary).toList()) {
        fence.check();
        AtomicFiles.deleteTree(entry);
      }
    }
  }

  private static boolean isTemporary(Path entry) {
    return entry.getFileName().toString().startsWith(TEMPORARY);
  }

  private static void deleteQuietly(Path root) {
    try {
      AtomicFiles.deleteTree(root);
    } catch (IOException e) {
      log.warn("{} could not be removed: {}", root, e.getMessage());
    }
  }
}
