package io.nasoa.zoo.replay;

import io.nasoa.zoo.statistics.Holm;
import io.nasoa.zoo.statistics.PairedDifference;
import io.nasoa.zoo.statistics.PairedSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** Turns choices into the claims of the protocol. */
final class Claims {
  private static final long SEED = 20_240_503;

  /** What a claim compares with. */
  private record Opponent(String claim, Method method) {}

  private static final List<Opponent> OPPONENTS =
      List.of(
          new Opponent("A", Method.RIVALS),
          new Opponent("B", Method.FIXED),
          new Opponent("C", Method.ONE));

  private Claims() {}

  /** Everything that cells and streams tell, of every segment. */
  static List<ClaimFigures> of(List<ReplayRow> rows, List<StreamRow> stream, int lastThird) {
    List<ClaimFigures> all = new ArrayList<>();
    for (Segment segment : Segment.values()) {
      List<ClaimFigures> claims = new ArrayList<>();
      for (Opponent opponent : OPPONENTS) {
        ofCells(opponent, segment, rows).ifPresent(claims::add);
      }
      ofStream("E", segment, stream, lastThird, StreamRow::test).ifPresent(claims::add);
      all.addAll(corrected(claims));
      ofStream("E-in-time", segment, stream, lastThird, StreamRow::inTime).ifPresent(all::add);
    }
    return all;
  }

  private static Optional<ClaimFigures> ofCells(
      Opponent opponent, Segment segment, List<ReplayRow> rows) {
    Map<List<Object>, Double> other = new HashMap<>();
    for (ReplayRow row : rows) {
      if (row.method().equals(opponent.method().label())) {
        other.put(List.of(row.task(), row.cell(), row.replaySeed()), row.test());
      }
    }
    List<PairedDifference> differences = new ArrayList<>();
    Set<String> cells = new HashSet<>();
    for (ReplayRow row : rows) {
      Double paired = other.get(List.of(row.task(), row.cell(), row.replaySeed()));
      if (row.method().equals(Method.NASOA.label())
          && paired != null
          && segment.contains(row.role(), row.informative())) {
        cells.add(row.task() + row.cell());
        differences.add(
            new PairedDifference(
                row.group(),
                row.task(),
                row.cell(),
                row.replaySeed(),
                100 * (row.test() - paired)));
      }
    }
    return figures(opponent.claim(), segment, opponent.method(), cells.size(), differences);
  }

  private static Optional<ClaimFigures> ofStream(
      String claim,
      Segment segment,
      List<StreamRow> rows,
      int lastThird,
      ToDoubleFunction<StreamRow> accuracy) {
    Map<List<Object>, Double> other = new HashMap<>();
    for (StreamRow row : rows) {
      if (row.method().equals(Method.NASOA_FROZEN.label())) {
        other.put(List.of(row.order(), row.position()), accuracy.applyAsDouble(row));
      }
    }
    List<PairedDifference> differences = new ArrayList<>();
    for (StreamRow row : rows) {
      Double paired = other.get(List.of(row.order(), row.position()));
      if (row.method().equals(Method.NASOA.label())
          && paired != null
          && row.position() >= lastThird
          && segment.contains(row.role(), row.informative())) {
        String cell = "%s s, position %d".formatted(row.limit(), row.position());
        double lead = 100 * (accuracy.applyAsDouble(row) - paired);
        differences.add(new PairedDifference(row.group(), row.task(), cell, row.order(), lead));
      }
    }
    return figures(claim, segment, Method.NASOA_FROZEN, differences.size(), differences);
  }

  private static Optional<ClaimFigures> figures(
      String claim,
      Segment segment,
      Method versus,
      long cells,
      List<PairedDifference> differences) {
    return differences.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ClaimFigures(
                claim,
                segment.label(),
                Method.NASOA.label(),
                versus.label(),
                cells,
                PairedSummary.of(differences, SEED),
                null));
  }

  private static List<ClaimFigures> corrected(List<ClaimFigures> claims) {
    double[] pValues =
        Holm.correct(claims.stream().mapToDouble(claim -> claim.difference().pValue()).toArray());
    List<ClaimFigures> corrected = new ArrayList<>();
    for (int i = 0; i < pValues.length; i++) {
      corrected.add(claims.get(i).withCorrected(pValues[i]));
    }
    return corrected;
  }
}
