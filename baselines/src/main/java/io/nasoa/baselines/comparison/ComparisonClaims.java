package io.nasoa.baselines.comparison;

import io.nasoa.zoo.replay.Segment;
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

/**
 * Turns the results of a comparison into the claims of the protocol (P7 to P9): A against the best
 * network designed by hand in hindsight, B against one model with its default regime, C against the
 * portfolio of one, D against searches. Cells that only one side has are left out.
 *
 * @param accuracies A, B and C, segment by segment
 * @param costs D, segment by segment
 */
public record ComparisonClaims(List<ComparedClaim> accuracies, List<CostClaim> costs) {
  private static final long SEED = 20_240_504;

  public ComparisonClaims {
    accuracies = List.copyOf(accuracies);
    costs = List.copyOf(costs);
  }

  /** What a claim compares with. */
  private record Opponent(String claim, ComparedMethod method) {}

  private static final List<Opponent> OPPONENTS =
      List.of(
          new Opponent("A", ComparedMethod.RIVALS),
          new Opponent("B", ComparedMethod.FIXED),
          new Opponent("C", ComparedMethod.ONE));

  /** Two results with the same key ran on the same images. */
  private record Key(String task, double limit, int seed) {
    static Key of(CellResult result) {
      return new Key(result.task(), result.limit(), result.seed());
    }
  }

  /**
   * The claims.
   *
   * @param cap of searches, in multiples of the limit
   */
  public static ComparisonClaims of(List<CellResult> results, double cap) {
    List<ComparedClaim> accuracies = new ArrayList<>();
    List<CostClaim> costs = new ArrayList<>();
    for (Segment segment : Segment.values()) {
      List<CellResult> own =
          results.stream()
              .filter(result -> segment.contains(result.role(), result.informative()))
              .toList();
      correct(accuracies(segment, own), costs(segment, own, cap), accuracies, costs);
    }
    return new ComparisonClaims(accuracies, costs);
  }

  // ---- A, B, C

  private static List<ComparedClaim> accuracies(Segment segment, List<CellResult> results) {
    List<ComparedClaim> claims = new ArrayList<>();
    for (Opponent opponent : OPPONENTS) {
      accuracy(segment, opponent, results).ifPresent(claims::add);
    }
    return claims;
  }

  private static Optional<ComparedClaim> accuracy(
      Segment segment, Opponent opponent, List<CellResult> results) {
    Map<Key, Double> best = new HashMap<>();
    for (CellResult result : results) {
      if (result.arm().method() == opponent.method()) {
        best.merge(Key.of(result), result.test(), Math::max);
      }
    }
    List<PairedDifference> differences = new ArrayList<>();
    Set<String> cells = new HashSet<>();
    for (CellResult result : results) {
      Double other = best.get(Key.of(result));
      if (result.arm().method() == ComparedMethod.NASOA && other != null) {
        cells.add(result.task() + result.cell());
        double lead = 100 * (result.test() - other);
        differences.add(
            new PairedDifference(
                result.group(), result.task(), result.cell(), result.seed(), lead));
      }
    }
    return differences.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ComparedClaim(
                opponent.claim(),
                segment.label(),
                opponent.method().label(),
                cells.size(),
                PairedSummary.of(differences, SEED),
                1));
  }

  // ---- D

  private static List<CostClaim> costs(Segment segment, List<CellResult> results, double cap) {
    List<CostClaim> claims = new ArrayList<>();
    List<Double> limits = results.stream().map(CellResult::limit).distinct().sorted().toList();
    for (ComparedMethod search : ComparedMethod.values()) {
      for (double limit : limits) {
        List<CellResult> own =
            results.stream()
                .filter(result -> result.whole() && result.limit() == limit)
                .filter(result -> isPart(result.arm().method(), search))
                .toList();
        for (boolean overhead : List.of(false, true)) {
          cost(segment, search, limit, overhead, own, cap).ifPresent(claims::add);
        }
      }
    }
    return claims;
  }

  private static boolean isPart(ComparedMethod method, ComparedMethod search) {
    return method == ComparedMethod.NASOA || (method == search && search.isSearch());
  }

  private static Optional<CostClaim> cost(
      Segment segment,
      ComparedMethod search,
      double limit,
      boolean overhead,
      List<CellResult> results,
      double cap) {
    List<CostRatio> ratios = GroupRatios.of(results, overhead, cap);
    if (ratios.isEmpty()) {
      return Optional.empty();
    }
    CostRatios together = CostRatios.of(ratios, SEED);
    return Optional.of(
        new CostClaim(
            segment.label(), search.label(), limit, overhead, together, together.pValue()));
  }

  // ---- all together

  /** Claim D is about bohb in reference seconds; other searches stand beside it. */
  private static boolean isClaim(CostClaim cost) {
    return cost.search().equals(ComparedMethod.BOHB.label()) && !cost.overhead();
  }

  private static void correct(
      List<ComparedClaim> accuracies,
      List<CostClaim> costs,
      List<ComparedClaim> allAccuracies,
      List<CostClaim> allCosts) {
    List<Double> found = new ArrayList<>();
    accuracies.forEach(claim -> found.add(claim.difference().pValue()));
    costs.stream().filter(ComparisonClaims::isClaim).forEach(it -> found.add(it.corrected()));
    double[] pValues = Holm.correct(found.stream().mapToDouble(Double::doubleValue).toArray());
    int next = 0;
    for (ComparedClaim claim : accuracies) {
      allAccuracies.add(
          new ComparedClaim(
              claim.claim(),
              claim.segment(),
              claim.versus(),
              claim.cells(),
              claim.difference(),
              pValues[next++]));
    }
    for (CostClaim cost : costs) {
      double corrected = isClaim(cost) ? pValues[next++] : cost.corrected();
      allCosts.add(
          new CostClaim(
              cost.segment(),
              cost.search(),
              cost.limit(),
              cost.overhead(),
              cost.ratios(),
              corrected));
    }
  }
}
