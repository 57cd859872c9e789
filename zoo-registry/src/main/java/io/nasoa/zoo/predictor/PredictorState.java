package io.nasoa.zoo.predictor;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** All that an {@link AdaptivePredictor} has to remember, and its form in bytes (big-endian). */
final class PredictorState {
  /** The form that this version writes, the only one there has been. */
  static final int SCHEMA = 1;

  private static final byte[] MAGIC = "NASOA predictor\n".getBytes(StandardCharsets.US_ASCII);

  private final FeatureSchema features;
  private final LearnerSettings settings;
  private final long seed;
  private final NetworkShape shape;
  private final Encoding encoding;
  private final Replay replay;
  private final Parameters parameters;
  private final HeadWeights headWeights;
  private long learned;

  private PredictorState(
      FeatureSchema features,
      LearnerSettings settings,
      long seed,
      Encoding encoding,
      Replay replay,
      Parameters parameters,
      HeadWeights headWeights) {
    this.features = features;
    this.settings = settings;
    this.seed = seed;
    this.shape = shape(features, settings);
    this.encoding = encoding;
    this.replay = replay;
    this.parameters = parameters;
    this.headWeights = headWeights;
  }

  static PredictorState start(FeatureSchema features, LearnerSettings settings, long seed) {
    NetworkShape shape = shape(features, settings);
    float[] values = new HedgeNetwork(shape).initialise(new SplittableRandom(seed));
    int heads = shape.headCount();
    return new PredictorState(
        features,
        settings,
        seed,
        new Encoding(features.size()),
        new Replay(settings.ownCapacity()),
        new Parameters(values),
        settings.adaptive() ? HeadWeights.equal(heads) : HeadWeights.last(heads));
  }

  private static NetworkShape shape(FeatureSchema features, LearnerSettings settings) {
    return new NetworkShape(2 * features.size(), settings.depth(), settings.width());
  }

  LearnerSettings settings() {
    return settings;
  }

  long seed() {
    return seed;
  }

  NetworkShape shape() {
    return shape;
  }

  Encoding encoding() {
    return encoding;
  }

  Replay replay() {
    return replay;
  }

  Parameters parameters() {
    return parameters;
  }

  HeadWeights headWeights() {
    return headWeights;
  }

  long learned() {
    return learned;
  }

  void countLearned() {
    learned++;
  }

  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(MAGIC);
      out.writeInt(SCHEMA);
      write(features, out);
      write(settings, out);
      out.writeLong(seed);
      out.writeLong(learned);
      encoding.write(out);
      parameters.write(out);
      for (double weight : headWeights.values()) {
        out.writeDouble(weight);
      }
      replay.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
    return bytes.toByteArray();
  }

  static PredictorState fromBytes(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
        throw new IllegalArgumentException("the saved predictor is none: its first bytes differ");
      }
      int schema = in.readInt();
      if (schema != SCHEMA) {
        throw new IllegalArgumentException(
            "the saved predictor has schema %d, this version reads %d".formatted(schema, SCHEMA));
      }
      return read(in);
    } catch (IOException e) {
      throw new IllegalArgumentException("the saved predictor ends too early", e);
    }
  }

  private static PredictorState read(DataInputStream in) throws IOException {
    FeatureSchema features = readFeatures(in);
    LearnerSettings settings = readSettings(in);
    long seed = in.readLong();
    long learned = in.readLong();
    Encoding encoding = Encoding.read(in);
    Parameters parameters = Parameters.read(in);
    double[] weights = new double[settings.depth() + 1];
    for (int l = 0; l < weights.length; l++) {
      weights[l] = in.readDouble();
    }
    Replay replay = Replay.read(in, settings.ownCapacity());
    PredictorState state =
        new PredictorState(
            features, settings, seed, encoding, replay, parameters, new HeadWeights(weights));
    state.learned = learned;
    return state;
  }

  private static void write(FeatureSchema features, DataOutputStream out) throws IOException {
    out.writeInt(features.version());
    out.writeInt(features.size());
    for (String name : features.names()) {
      out.writeUTF(name);
    }
  }

  private static FeatureSchema readFeatures(DataInputStream in) throws IOException {
    int version = in.readInt();
    int size = in.readInt();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      names.add(in.readUTF());
    }
    return new FeatureSchema(version, names);
  }

  private static void write(LearnerSettings settings, DataOutputStream out) throws IOException {
    out.writeInt(settings.depth());
    out.writeInt(settings.width());
    out.writeBoolean(settings.adaptive());
    out.writeDouble(settings.learningRate());
    out.writeDouble(settings.weightDecay());
    out.writeDouble(settings.beta());
    out.writeDouble(settings.floor());
    out.writeInt(settings.updates());
    out.writeInt(settings.groups());
    out.writeInt(settings.groupSize());
    out.writeDouble(settings.rankWeight());
    out.writeDouble(settings.inputNoise());
    out.writeInt(settings.ownCapacity());
  }

  private static LearnerSettings readSettings(DataInputStream in) throws IOException {
    return new LearnerSettings(
        in.readInt(),
        in.readInt(),
        in.readBoolean(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readDouble(),
        in.readDouble(),
        in.readInt());
  }
}
