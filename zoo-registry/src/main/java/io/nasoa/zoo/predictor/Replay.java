package io.nasoa.zoo.predictor;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Examples that are learned again and again. Prior ones stay for ever and make up half of every
 * batch; of the own ones, when they are too many, one of the task with the most goes. Tasks are
 * drawn with equal chances, whatever their size.
 */
final class Replay {
  private final Map<String, List<Example>> prior = new LinkedHashMap<>();
  private final Map<String, List<Example>> own = new LinkedHashMap<>();
  private final int ownCapacity;
  private int ownCount;

  Replay(int ownCapacity) {
    this.ownCapacity = ownCapacity;
  }

  void add(Example example, SplittableRandom random) {
    keep(example);
    if (ownCount > ownCapacity) {
      List<Example> most = List.of();
      for (List<Example> rows : own.values()) {
        most = rows.size() > most.size() ? rows : most;
      }
      most.remove(random.nextInt(most.size()));
      ownCount--;
    }
  }

  private void keep(Example example) {
    Map<String, List<Example>> tasks = example.prior() ? prior : own;
    tasks.computeIfAbsent(example.task(), task -> new ArrayList<>()).add(example);
    ownCount += example.prior() ? 0 : 1;
  }

  int size() {
    return ownCount + prior.values().stream().mapToInt(List::size).sum();
  }

  /**
   * Groups of rows, each of one task; the first group begins with the newest example. Rows are
   * drawn with replacement.
   */
  List<Example> draw(Example newest, int groups, int groupSize, SplittableRandom random) {
    List<Example> drawn = new ArrayList<>(List.of(newest));
    List<Example> beside = (newest.prior() ? prior : own).getOrDefault(newest.task(), List.of());
    fill(drawn, beside.isEmpty() ? List.of(newest) : beside, groupSize, random);
    for (int group = 1; group < groups; group++) {
      boolean fromPrior = own.isEmpty() || (!prior.isEmpty() && group % 2 == 1);
      List<List<Example>> tasks = new ArrayList<>((fromPrior ? prior : own).values());
      fill(drawn, tasks.get(random.nextInt(tasks.size())), (group + 1) * groupSize, random);
    }
    return drawn;
  }

  private static void fill(
      List<Example> drawn, List<Example> from, int until, SplittableRandom random) {
    while (drawn.size() < until) {
      drawn.add(from.get(random.nextInt(from.size())));
    }
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(size());
    for (Map<String, List<Example>> tasks : List.of(prior, own)) {
      for (List<Example> rows : tasks.values()) {
        for (Example row : rows) {
          write(row, out);
        }
      }
    }
  }

  private static void write(Example row, DataOutputStream out) throws IOException {
    out.writeUTF(row.task());
    out.writeBoolean(row.prior());
    out.writeDouble(row.target());
    out.writeDouble(row.weight());
    out.writeInt(row.features().size());
    for (double feature : row.features()) {
      out.writeDouble(feature);
    }
  }

  static Replay read(DataInputStream in, int ownCapacity) throws IOException {
    Replay read = new Replay(ownCapacity);
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      String task = in.readUTF();
      boolean prior = in.readBoolean();
      double target = in.readDouble();
      double weight = in.readDouble();
      List<Double> features = new ArrayList<>();
      int size = in.readInt();
      for (int k = 0; k < size; k++) {
        features.add(in.readDouble());
      }
      read.keep(new Example(task, features, target, weight, prior));
    }
    return read;
  }
}
