package io.nasoa.activities.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nasoa.activities.network.AtomicFiles;
import io.nasoa.workflows.payload.PayloadJson;
import io.nasoa.workflows.search.CandidateInput;
import io.nasoa.workflows.search.CandidateOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The files of one evaluation: {@code searches/<id>/evaluations/<number>/} below the artifact root.
 *
 * @param artifactRoot the directory that all workers share
 * @param searchId id of the search
 * @param evaluation number of the evaluation
 */
record CandidateFiles(Path artifactRoot, String searchId, int evaluation) {
  private static final ObjectMapper JSON = PayloadJson.newMapper();

  static CandidateFiles of(Path artifactRoot, CandidateInput input) {
    return new CandidateFiles(artifactRoot, input.searchId(), input.evaluation());
  }

  /** All of a search's files. */
  static Path search(Path artifactRoot, String searchId) {
    return artifactRoot.resolve("searches").resolve(searchId);
  }

  Path directory() {
    return search(artifactRoot, searchId)
        .resolve("evaluations")
        .resolve(String.format(Locale.ROOT, "%06d", evaluation));
  }

  /** Says which attempt may write. */
  Path attempts() {
    return directory().resolve("attempts");
  }

  Path ledger() {
    return directory().resolve("ledger.jsonl");
  }

  /** The evaluator's own. */
  Path work() {
    return directory().resolve("work");
  }

  private Path outcomeFile() {
    return directory().resolve("outcome.json");
  }

  private Path startsFile() {
    return directory().resolve("starts.json");
  }

  /** The outcome of an earlier attempt at exactly this evaluation. */
  Optional<CandidateOutcome> outcome(CandidateInput input) throws IOException {
    return read(outcomeFile(), Done.class)
        .filter(done -> done.input().equals(input))
        .map(Done::outcome);
  }

  /** Whether the files belong to another evaluation of that number: then they are of no use. */
  boolean belongToAnother(CandidateInput input) throws IOException {
    return read(startsFile(), Starts.class).filter(s -> !s.input().equals(input)).isPresent();
  }

  /** How many attempts in a row have begun and neither got anywhere nor ended in an orderly way. */
  int starts() throws IOException {
    return read(startsFile(), Starts.class).map(Starts::count).orElse(0);
  }

  void writeStarts(CandidateInput input, int count, AtomicFiles.Guard guard) throws IOException {
    write(startsFile(), new Starts(input, count), guard);
  }

  /** Keeps the outcome, then removes what led to it. */
  void writeOutcome(CandidateInput input, CandidateOutcome outcome, AtomicFiles.Guard guard)
      throws IOException {
    write(outcomeFile(), new Done(input, outcome), guard);
    AtomicFiles.deleteTree(work());
  }

  /** Empty for a file that is missing or torn. */
  private static <T> Optional<T> read(Path file, Class<T> type) throws IOException {
    try {
      return Optional.ofNullable(JSON.readValue(Files.readAllBytes(file), type));
    } catch (JsonProcessingException | NoSuchFileException none) {
      return Optional.empty();
    }
  }

  private static void write(Path file, Record content, AtomicFiles.Guard guard) throws IOException {
    byte[] text = JSON.writeValueAsString(content).getBytes(StandardCharsets.UTF_8);
    AtomicFiles.write(file, text, guard);
  }

  private record Done(CandidateInput input, CandidateOutcome outcome) {}

  private record Starts(CandidateInput input, int count) {}
}
