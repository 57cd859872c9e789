package io.nasoa.activities.network;

import static io.nasoa.activities.network.MalformedContentException.quoted;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads checkpoints that PyTorch's {@code torch.save} wrote, in its ZIP format (from 1.6) and the
 * one before, without running pickled code: a {@code state_dict}, or a dict with nothing but one
 * under {@code state_dict}, where all names may begin with {@code module.}. Anything else in the
 * file is refused by its name.
 *
 * <p>Contiguous tensors stay in the mapped file, which must not change while they are in use.
 * Stateless and thread-safe.
 */
public final class PthReader {
  private static final String WRAPPER = "state_dict";
  private static final String PARALLEL_PREFIX = "module.";
  private static final int ZIP_SIGNATURE = 0x04034b50;
  private static final int MAX_TENSORS = 100_000;

  /** Copies that a small file may ask for; a large one up to twice its size. */
  private static final long MIN_COPY_BUDGET = 1 << 26;

  private PthReader() {}

  /**
   * Reads a checkpoint.
   *
   * @return its tensors by name, in the file's order, {@code module.} taken off; 32-bit integers as
   *     I64, booleans as U8
   * @throws InvalidWeightsException if the file is damaged, or holds anything but tensors of known
   *     types; the sentence names the file and the offender
   * @throws IOException if the file cannot be read
   */
  public static Map<String, TensorData> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidWeightsException(file, "there is no such file");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer first = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
      channel.read(first, 0);
      TorchArchive archive =
          first.getInt(0) == ZIP_SIGNATURE
              ? TorchArchive.zip(channel)
              : TorchArchive.legacy(channel);
      Map<String, TorchTensor> tensors = withoutPrefix(stateDict(archive.root()));
      return materialise(tensors, archive, Math.max(MIN_COPY_BUDGET, 2 * channel.size()));
    } catch (MalformedContentException e) {
      throw e.in(file);
    }
  }

  private static Map<String, TorchTensor> stateDict(Pickled root) throws MalformedContentException {
    if (!(root instanceof Pickled.Dict dict)) {
      throw new MalformedContentException(
          "it holds %s instead of a state_dict".formatted(root.description()));
    }
    if (dict.entries.get(WRAPPER) instanceof Pickled.Dict wrapped) {
      for (Map.Entry<String, Pickled> entry : dict.entries.entrySet()) {
        if (!entry.getKey().equals(WRAPPER)) {
          throw new MalformedContentException(
              "it holds %s (%s) beside 'state_dict'; save the state_dict alone"
                  .formatted(quoted(entry.getKey()), entry.getValue().description()));
        }
      }
      dict = wrapped;
    }
    if (dict.entries.isEmpty() || dict.entries.size() > MAX_TENSORS) {
      throw new MalformedContentException(
          "its state_dict has %d tensors".formatted(dict.entries.size()));
    }
    Map<String, TorchTensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, Pickled> entry : dict.entries.entrySet()) {
      if (!(entry.getValue() instanceof TorchTensor tensor)) {
        throw new MalformedContentException(
            "its entry %s is %s instead of a tensor"
                .formatted(quoted(entry.getKey()), entry.getValue().description()));
      }
      tensors.put(entry.getKey(), tensor);
    }
    return tensors;
  }

  /** DataParallel puts {@code module.} before every name. */
  private static Map<String, TorchTensor> withoutPrefix(Map<String, TorchTensor> tensors) {
    Set<String> names = tensors.keySet();
    if (!names.stream().allMatch(name -> name.startsWith(PARALLEL_PREFIX))) {
      return tensors;
    }
    Map<String, TorchTensor> stripped = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> stripped.put(name.substring(PARALLEL_PREFIX.length()), tensor));
    return stripped;
  }

  private static Map<String, TensorData> materialise(
      Map<String, TorchTensor> tensors, TorchArchive archive, long copyBudget) throws IOException {
    Map<String, ByteBuffer> mapped = new HashMap<>();
    for (TorchStorage storage : archive.storages()) {
      mapped.put(storage.key(), archive.content(storage));
    }
    Map<String, TensorData> contents = new LinkedHashMap<>();
    long left = copyBudget;
    for (Map.Entry<String, TorchTensor> entry : tensors.entrySet()) {
      TorchTensor tensor = entry.getValue();
      String name = quoted(entry.getKey());
      try {
        tensor.check();
      } catch (MalformedContentException e) {
        throw new MalformedContentException("its tensor " + name + " " + e.getMessage(), e);
      }
      if (!tensor.plain()) {
        left -= tensor.elements() * tensor.storage().type().result.size();
      }
      if (left < 0) {
        throw new MalformedContentException(
            "its tensors up to %s look at the same elements again and again".formatted(name));
      }
      ByteBuffer storage = mapped.get(tensor.storage().key());
      if (storage == null) {
        throw new MalformedContentException("the storage of its tensor " + name + " is missing");
      }
      contents.put(entry.getKey(), tensor.content(storage));
    }
    return Collections.unmodifiableMap(contents);
  }
}
