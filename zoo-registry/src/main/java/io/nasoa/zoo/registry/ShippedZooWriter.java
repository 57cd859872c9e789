package io.nasoa.zoo.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes entries as the files that {@link ShippedZoo} reads. */
public final class ShippedZooWriter {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ShippedZooWriter() {}

  /**
   * Writes weights and card of each entry, then the index; files of other names are left alone.
   *
   * @param entries in the order of the index
   * @param artifactRoot under which their weights lie
   * @param directory is created when missing
   * @return the files written, the index last
   * @throws IOException when a file cannot be read or written, or weights are not those registered;
   *     the index is then as it was
   */
  public static List<Path> write(List<ZooEntry> entries, Path artifactRoot, Path directory)
      throws IOException {
    Files.createDirectories(directory);
    List<Path> files = new ArrayList<>();
    ObjectNode index = JSON.createObjectNode().put("schema", 1);
    ArrayNode list = index.putArray("entries");
    for (ZooEntry entry : entries) {
      Path weights = ModelZoo.weightsFile(artifactRoot, entry);
      if (!Sha256.of(weights).equals(entry.weightsSha256())) {
        throw new IOException(
            "the weights of %s in %s are not those that were registered; 'nasoa zoo verify' tells more"
                .formatted(entry.name(), weights));
      }
      Path copy = directory.resolve(entry.name() + ".safetensors");
      Files.copy(weights, copy, StandardCopyOption.REPLACE_EXISTING);
      files.add(copy);
      Path card = directory.resolve(entry.name() + ".card.json");
      Files.writeString(card, entry.cardJson());
      files.add(card);
      list.add(row(entry));
    }
    Path indexFile = directory.resolve("index.json");
    Files.writeString(indexFile, JSON.writeValueAsString(index) + "\n");
    files.add(indexFile);
    return List.copyOf(files);
  }

  /**
   * An entry whose card says besides what only people know, each in a sentence.
   *
   * @param notes texts by field of the card, {@code data} and {@code licenceNote}
   * @throws IOException when its card is no JSON object
   */
  public static ZooEntry withNotes(ZooEntry entry, Map<String, String> notes) throws IOException {
    if (!(JSON.readTree(entry.cardJson()) instanceof ObjectNode card)) {
      throw new IOException("the card of %s is no JSON object".formatted(entry.name()));
    }
    notes.forEach(card::put);
    return entry.withCard(JSON.writeValueAsString(card) + "\n");
  }

  private static ObjectNode row(ZooEntry entry) throws IOException {
    ObjectNode row = JSON.createObjectNode();
    row.put("name", entry.name()).put("architecture", entry.architecture());
    row.put("stem", entry.stem().name()).put("resolution", entry.resolution());
    row.put("classes", entry.classes());
    ArrayNode names = row.putArray("classNames");
    entry.classNames().forEach(names::add);
    row.put("parameters", entry.parameters()).put("macs", entry.macs());
    row.put("weightsSha256", entry.weightsSha256()).put("role", entry.role());
    return row.put("cardSha256", cardHash(entry));
  }

  private static String cardHash(ZooEntry entry) throws IOException {
    byte[] card = entry.cardJson().getBytes(UTF_8);
    return Sha256.copy(new ByteArrayInputStream(card), OutputStream.nullOutputStream());
  }
}
