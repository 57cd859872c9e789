package io.nasoa.zoo.search;

import java.util.random.RandomGenerator;

/**
 * A small space for tests: the cells of a square. {@code x} buys accuracy and costs time, {@code y}
 * only costs accuracy, so the front is the row {@code y = 0}.
 */
record GridSpace(int side) implements GenotypeSpace<GridSpace.Cell> {

  /** A genotype. */
  record Cell(int x, int y) {}

  /** What the cell is worth; with a seed for its noise. */
  Measurement measure(String genotype, int seed, double noise) {
    Cell cell = parse(genotype);
    double luck =
        noise * new java.util.Random(31L * seed + 7L * cell.x() + cell.y()).nextGaussian();
    return new Measurement(cell.x() - 2.0 * cell.y() + luck, 1 + cell.x(), cell.x(), 0, 0);
  }

  @Override
  public Cell sample(RandomGenerator random) {
    return new Cell(random.nextInt(side), random.nextInt(side));
  }

  @Override
  public Cell mutate(Cell genotype, RandomGenerator random) {
    int other = random.nextInt(side);
    return random.nextBoolean() ? new Cell(other, genotype.y()) : new Cell(genotype.x(), other);
  }

  @Override
  public Cell cross(Cell first, Cell second, RandomGenerator random) {
    return new Cell(first.x(), second.y());
  }

  @Override
  public Object identity(Cell genotype) {
    return genotype;
  }

  @Override
  public String print(Cell genotype) {
    return genotype.x() + ":" + genotype.y();
  }

  @Override
  public Cell parse(String text) {
    String[] parts = text.split(":", -1);
    return new Cell(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }
}
