package io.nasoa.activities.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.activities.network.AtomicFiles;
import io.nasoa.workflows.payload.PayloadJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of one piece of work in a directory of its own.
 *
 * @param <I> what it is: equal inputs are the same work
 * @param <O> what became of it
 * @param directory the directory
 * @param outcomes the type of what became of it
 */
public record OutcomeFiles<I extends Record, O extends Record>(Path directory, Class<O> outcomes) {
  private static final ObjectMapper JSON = PayloadJson.newMapper();
  private static final String INPUT = "input";

  /** Says which attempt may write. */
  public Path attempts() {
    return directory.resolve("attempts");
  }

  /** Where the seconds went. */
  public Path ledger() {
    return directory.resolve("ledger.jsonl");
  }

  /** The work's own, for checkpoints. */
  public Path work() {
    return directory.resolve("work");
  }

  private Path outcomeFile() {
    return directory.resolve("outcome.json");
  }

  private Path startsFile() {
    return directory.resolve("starts.json");
  }

  /** The outcome of an earlier attempt at exactly this work. */
  public Optional<O> outcome(I input) throws IOException {
    Optional<JsonNode> done = read(outcomeFile()).filter(it -> isOf(it, input));
    try {
      return done.isEmpty()
          ? Optional.empty()
          : Optional.ofNullable(JSON.treeToValue(done.get().path("outcome"), outcomes));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Whether the files belong to other work: then they are of no use. */
  public boolean belongToAnother(I input) throws IOException {
    return read(startsFile()).filter(starts -> !isOf(starts, input)).isPresent();
  }

  /** How many attempts in a row have begun and neither got anywhere nor ended in an orderly way. */
  public int starts() throws IOException {
    return read(startsFile()).map(starts -> starts.path("count").asInt()).orElse(0);
  }

  /** Keeps that number. */
  public void writeStarts(I input, int count, AtomicFiles.Guard guard) throws IOException {
    write(startsFile(), about(input).put("count", count), guard);
  }

  /** Keeps the outcome, then removes what led to it. */
  public void writeOutcome(I input, O outcome, AtomicFiles.Guard guard) throws IOException {
    ObjectNode done = about(input);
    done.set("outcome", JSON.valueToTree(outcome));
    write(outcomeFile(), done, guard);
    AtomicFiles.deleteTree(work());
  }

  private static ObjectNode about(Record input) {
    return JSON.createObjectNode().set(INPUT, JSON.valueToTree(input));
  }

  private boolean isOf(JsonNode content, I input) {
    try {
      return JSON.treeToValue(content.path(INPUT), input.getClass()).equals(input);
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** Empty for a file that is missing or torn. */
  private static Optional<JsonNode> read(Path file) throws IOException {
    try {
      return Optional.ofNullable(JSON.readTree(Files.readAllBytes(file)));
    } catch (JsonProcessingException | NoSuchFileException none) {
      return Optional.empty();
    }
  }

  private static void write(Path file, JsonNode content, AtomicFiles.Guard guard)
      throws IOException {
    byte[] text = JSON.writeValueAsString(content).getBytes(StandardCharsets.UTF_8);
    AtomicFiles.write(file, text, guard);
  }
}
