package io.nasoa.zoo.learning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nasoa.zoo.cost.StepTimeCorrection;
import io.nasoa.zoo.experience.Experience;
import io.nasoa.zoo.experience.ExperienceJson;
import io.nasoa.zoo.predictor.AdaptivePredictor;
import io.nasoa.zoo.predictor.RidgePredictor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A learned state as bytes: restored from them it goes on as if nothing had been. Those of another
 * version are refused; then the log is learned anew.
 */
public final class Snapshot {
  private static final byte[] MAGIC = {'N', 'K', 'N', 'W'};

  /** Changes with anything that the same log is learned differently by. */
  private static final int SCHEMA = 2;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

  private Snapshot() {}

  /** The bytes of a state. */
  public static byte[] write(LearnedState state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(MAGIC);
      out.writeInt(SCHEMA);
      out.writeInt(features());
      part(out, state.adaptive().save());
      part(out, state.ridge().save());
      part(out, state.correction().save());
      part(out, JSON.writeValueAsBytes(state.lists()));
      out.writeBoolean(state.group().isPresent());
      if (state.group().isPresent()) {
        group(out, state.group().get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
    return bytes.toByteArray();
  }

  /**
   * What can be said of a group in JSON.
   *
   * @param experiences as in the log
   */
  private record GroupFacts(
      String dataset, int pastRuns, List<String> data, List<String> experiences) {}

  private static void group(DataOutputStream out, ComparedGroup group) throws IOException {
    GroupFacts facts =
        new GroupFacts(
            group.dataset(),
            group.pastRuns(),
            group.runs().stream().map(ComparedGroup.Run::data).toList(),
            group.runs().stream().map(run -> ExperienceJson.write(run.experience())).toList());
    part(out, JSON.writeValueAsBytes(facts));
    part(out, group.adaptive().save());
    part(out, group.ridge().save());
  }

  private static ComparedGroup group(DataInputStream in) throws IOException {
    GroupFacts facts = JSON.readValue(part(in), GroupFacts.class);
    List<ComparedGroup.Run> runs = new ArrayList<>();
    for (int i = 0; i < facts.data().size(); i++) {
      Experience experience = ExperienceJson.read(facts.experiences().get(i));
      runs.add(new ComparedGroup.Run(facts.data().get(i), experience));
    }
    AdaptivePredictor adaptive = AdaptivePredictor.restore(part(in));
    RidgePredictor ridge = RidgePredictor.restore(ExperienceEncoder.SCHEMA, part(in));
    return new ComparedGroup(facts.dataset(), adaptive, ridge, facts.pastRuns(), runs);
  }

  /** Predictors of other features are of no use. */
  private static int features() {
    String all =
        ExperienceEncoder.SCHEMA.version() + String.join(",", ExperienceEncoder.SCHEMA.names());
    return Arrays.hashCode(all.getBytes(StandardCharsets.UTF_8));
  }

  private static void part(DataOutputStream out, byte[] part) throws IOException {
    out.writeInt(part.length);
    out.write(part);
  }

  /**
   * The state of some bytes.
   *
   * @throws IllegalArgumentException if they are damaged or of another version
   */
  public static LearnedState read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)
          || in.readInt() != SCHEMA
          || in.readInt() != features()) {
        throw new IllegalArgumentException("what was learned is of another version");
      }
      AdaptivePredictor adaptive = AdaptivePredictor.restore(part(in));
      RidgePredictor ridge = RidgePredictor.restore(ExperienceEncoder.SCHEMA, part(in));
      StepTimeCorrection correction = StepTimeCorrection.restore(part(in));
      LearnedState.Lists lists = JSON.readValue(part(in), LearnedState.Lists.class);
      ComparedGroup group = in.readBoolean() ? group(in) : null;
      return new LearnedState(adaptive, ridge, correction, lists, group);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "what was learned is damaged: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("what was learned ends too early", e);
    }
  }

  private static byte[] part(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] part = in.readNBytes(Math.max(0, length));
    if (part.length != length) {
      throw new IOException("too short");
    }
    return part;
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException as {@link #read(byte[])}
   * @throws IOException if there is none, or it cannot be read
   */
  public static LearnedState read(Path file) throws IOException {
    return read(Files.readAllBytes(file));
  }

  /** Writes a file, all of it or none. */
  static void write(Path file, LearnedState state) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path temporary = Files.createTempFile(file.toAbsolutePath().getParent(), "snapshot", ".tmp");
    try {
      Files.write(temporary, write(state));
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
