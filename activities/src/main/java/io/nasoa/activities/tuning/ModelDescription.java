package io.nasoa.activities.tuning;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nasoa.workflows.payload.PayloadJson;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.registry.ZooEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What is needed to use a fine-tuned model beside its weights: {@code model.json}.
 *
 * @param format version of this record
 * @param architecture the architecture string
 * @param stem its stem
 * @param resolution side of the square input in pixels
 * @param classes names of the outputs in order; empty when unknown
 * @param outputs number of outputs
 * @param weightsSha256 hash of {@code model.safetensors}
 */
public record ModelDescription(
    int format,
    String architecture,
    Stem stem,
    int resolution,
    List<String> classes,
    int outputs,
    String weightsSha256) {
  /** The version that this program writes, and the newest it reads. */
  public static final int FORMAT = 1;

  private static final ObjectMapper JSON = PayloadJson.newMapper();

  public ModelDescription {
    classes = List.copyOf(classes);
  }

  /** That of a zoo entry, whose outputs are nameless here. */
  static ModelDescription of(ZooEntry entry) {
    return new ModelDescription(
        FORMAT,
        entry.architecture(),
        entry.stem(),
        entry.resolution(),
        List.of(),
        entry.classes(),
        entry.weightsSha256());
  }

  /**
   * Reads a description.
   *
   * @throws IOException when there is none, or a newer program wrote it
   */
  public static ModelDescription read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException("there is no model in %s".formatted(file.getParent()));
    }
    ModelDescription description = JSON.readValue(file.toFile(), ModelDescription.class);
    if (description.format() > FORMAT) {
      throw new IOException(
          "%s has format %d, this program reads up to %d"
              .formatted(file, description.format(), FORMAT));
    }
    return description;
  }
}
