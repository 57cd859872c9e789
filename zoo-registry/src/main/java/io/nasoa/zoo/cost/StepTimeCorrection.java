package io.nasoa.zoo.cost;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Learns by which factor real steps take longer than expected ones, as a distribution. That of a
 * group of runs mixes the log-ratios seen in the group with those of the same model, these with
 * those of the same device, and these with a wide one that is there from the start: n ratios of a
 * group count n, the coarser distribution as much as {@value #COARSER_WEIGHT} of them. Of each
 * group the newest {@value #KEPT} runs are kept, as machines change.
 *
 * <p>The state is a function of the ordered log, to the byte. For use by one thread.
 */
public final class StepTimeCorrection {
  private static final byte[] MAGIC = {'N', 'T', 'I', 'M'};
  private static final int SCHEMA = 1;
  private static final int KEPT = 32;
  private static final int COARSER_WEIGHT = 5;
  private static final int PRIOR_POINTS = 40;

  private final Map<TimingGroup, Deque<Double>> residuals = new LinkedHashMap<>();
  private long learned;

  /** Takes up a run that has ended. */
  public void learn(RunTiming timing) {
    Deque<Double> group = residuals.computeIfAbsent(timing.group(), unknown -> new ArrayDeque<>());
    group.addLast(timing.residual());
    if (group.size() > KEPT) {
      group.removeFirst();
    }
    learned++;
  }

  /** How many runs were taken up. */
  public long learned() {
    return learned;
  }

  /** The distribution of actual over expected step time for runs of a group. */
  public RatioDistribution ratios(TimingGroup group) {
    List<double[]> levels = new ArrayList<>();
    levels.add(of(group::equals));
    levels.add(of(group::sameModel));
    levels.add(of(group::sameDevice));
    RatioDistribution.Builder mixture = new RatioDistribution.Builder();
    double left = 1;
    for (double[] level : levels) {
      double share = left * level.length / (level.length + (double) COARSER_WEIGHT);
      mixture.add(level, share);
      left -= share;
    }
    mixture.add(prior(group.source()), left);
    return mixture.build();
  }

  private double[] of(Predicate<TimingGroup> belongs) {
    return residuals.entrySet().stream()
        .filter(entry -> belongs.test(entry.getKey()))
        .flatMap(entry -> entry.getValue().stream())
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  private static double[] prior(TimeSource source) {
    double[] points = new double[PRIOR_POINTS];
    for (int i = 0; i < PRIOR_POINTS; i++) {
      double probability = (i + 0.5) / PRIOR_POINTS;
      points[i] = source.spread() * StrictMath.log(probability / (1 - probability));
    }
    return points;
  }

  /** All that it knows: restored from it, it goes on as if nothing had been. */
  public byte[] save() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(MAGIC);
      out.writeInt(SCHEMA);
      out.writeLong(learned);
      out.writeInt(residuals.size());
      for (Map.Entry<TimingGroup, Deque<Double>> entry : residuals.entrySet()) {
        write(entry.getKey(), out);
        out.writeInt(entry.getValue().size());
        for (double residual : entry.getValue()) {
          out.writeDouble(residual);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
    return bytes.toByteArray();
  }

  private static void write(TimingGroup group, DataOutputStream out) throws IOException {
    out.writeUTF(group.device());
    out.writeInt(group.threads());
    out.writeUTF(group.architecture());
    out.writeInt(group.frozenStages());
    out.writeUTF(group.source().name());
  }

  /**
   * The state that {@link #save} saved.
   *
   * @throws IllegalArgumentException if it is of another version, or none
   */
  public static StepTimeCorrection restore(byte[] saved) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(saved))) {
      if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
        throw new IllegalArgumentException(
            "the saved step time correction is none: its first bytes differ");
      }
      int schema = in.readInt();
      if (schema != SCHEMA) {
        throw new IllegalArgumentException(
            "the saved step time correction has schema %d, this version reads %d"
                .formatted(schema, SCHEMA));
      }
      return read(in);
    } catch (IOException e) {
      throw new IllegalArgumentException("the saved step time correction ends too early", e);
    }
  }

  private static StepTimeCorrection read(DataInputStream in) throws IOException {
    StepTimeCorrection read = new StepTimeCorrection();
    read.learned = in.readLong();
    int groups = in.readInt();
    for (int g = 0; g < groups; g++) {
      TimingGroup group =
          new TimingGroup(
              in.readUTF(),
              in.readInt(),
              in.readUTF(),
              in.readInt(),
              TimeSource.valueOf(in.readUTF()));
      Deque<Double> values = new ArrayDeque<>();
      int size = in.readInt();
      for (int i = 0; i < size; i++) {
        values.addLast(in.readDouble());
      }
      read.residuals.put(group, values);
    }
    return read;
  }
}
