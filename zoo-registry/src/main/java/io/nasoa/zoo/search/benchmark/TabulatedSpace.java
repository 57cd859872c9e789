package io.nasoa.zoo.search.benchmark;

import io.nasoa.zoo.search.GenotypeSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * The architectures of a table: neighbours differ in one edge, a child has each edge from either
 * parent. Immutable.
 */
final class TabulatedSpace implements GenotypeSpace<List<Integer>> {
  private static final int TRIES = 100;

  private final SearchTable table;
  private final List<List<Integer>> architectures;

  /** For each edge the operations that occur in the table. */
  private final List<List<Integer>> operations = new ArrayList<>();

  TabulatedSpace(SearchTable table) {
    this.table = table;
    architectures = table.architectures();
    for (int edge = 0; edge < architectures.get(0).size(); edge++) {
      TreeSet<Integer> occurring = new TreeSet<>();
      for (List<Integer> architecture : architectures) {
        occurring.add(architecture.get(edge));
      }
      operations.add(List.copyOf(occurring));
    }
  }

  @Override
  public List<Integer> sample(RandomGenerator random) {
    return architectures.get(random.nextInt(architectures.size()));
  }

  /** Draws anew where a table with gaps holds no neighbour. */
  @Override
  public List<Integer> mutate(List<Integer> genotype, RandomGenerator random) {
    for (int i = 0; i < TRIES; i++) {
      int edge = random.nextInt(genotype.size());
      List<Integer> choices = operations.get(edge);
      List<Integer> mutant = new ArrayList<>(genotype);
      mutant.set(edge, choices.get(random.nextInt(choices.size())));
      if (!mutant.equals(genotype) && table.measure(mutant).isPresent()) {
        return List.copyOf(mutant);
      }
    }
    return sample(random);
  }

  /** The first parent where a table with gaps holds no child. */
  @Override
  public List<Integer> cross(List<Integer> first, List<Integer> second, RandomGenerator random) {
    for (int i = 0; i < TRIES; i++) {
      List<Integer> child = new ArrayList<>(first);
      for (int edge = 0; edge < child.size(); edge++) {
        if (random.nextBoolean()) {
          child.set(edge, second.get(edge));
        }
      }
      if (table.measure(child).isPresent()) {
        return List.copyOf(child);
      }
    }
    return first;
  }

  @Override
  public Object identity(List<Integer> genotype) {
    return genotype;
  }

  @Override
  public String print(List<Integer> genotype) {
    return genotype.stream().map(String::valueOf).collect(Collectors.joining("-"));
  }

  @Override
  public List<Integer> parse(String text) {
    return Arrays.stream(text.split("-", -1)).map(Integer::valueOf).toList();
  }
}
