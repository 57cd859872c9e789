package io.nasoa.baselines.comparison;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What whole tasks' searches had found for how much, and what plans came to: means over groups,
 * each counting alike. Costs are reference seconds in multiples of the limit.
 *
 * @param name of the group, or {@value #ALL}
 * @param limit reference seconds
 * @param curves of the searches
 * @param plans of the methods that plan once
 */
public record AnytimeFigure(String name, double limit, List<Curve> curves, List<Mark> plans) {
  /** Over all groups. */
  public static final String ALL = "all groups";

  private static final int POINTS = 80;
  private static final double FROM = .1;

  public AnytimeFigure {
    curves = List.copyOf(curves);
    plans = List.copyOf(plans);
  }

  /**
   * The mean curve of a search.
   *
   * @param arm its label
   * @param points by cost; from where every search of it has found something
   */
  public record Curve(String arm, List<Mark> points) {
    public Curve {
      points = List.copyOf(points);
    }
  }

  /**
   * An accuracy for a cost.
   *
   * @param arm label of what has it
   * @param cost in multiples of the limit
   * @param test accuracy on TEST in points
   */
  public record Mark(String arm, double cost, double test) {}

  /** Those of every limit with searches, over all groups first and then of each. */
  static List<AnytimeFigure> of(List<CellResult> results, double cap) {
    List<AnytimeFigure> figures = new ArrayList<>();
    List<CellResult> whole = results.stream().filter(CellResult::whole).toList();
    for (double limit : whole.stream().map(CellResult::limit).distinct().sorted().toList()) {
      List<CellResult> own = whole.stream().filter(it -> it.limit() == limit).toList();
      Map<String, List<CellResult>> groups =
          own.stream()
              .collect(Collectors.groupingBy(CellResult::group, TreeMap::new, Collectors.toList()));
      figures.add(of(ALL, limit, own, cap));
      if (groups.size() > 1) {
        groups.forEach((group, some) -> figures.add(of(group, limit, some, cap)));
      }
    }
    return figures.stream().filter(figure -> !figure.curves().isEmpty()).toList();
  }

  private static AnytimeFigure of(String name, double limit, List<CellResult> results, double cap) {
    List<Curve> curves = new ArrayList<>();
    List<Mark> plans = new ArrayList<>();
    Set<Arm> arms = new LinkedHashSet<>();
    results.forEach(result -> arms.add(result.arm()));
    for (Arm arm : arms) {
      List<CellResult> own = results.stream().filter(it -> it.arm().equals(arm)).toList();
      if (arm.method().isSearch()) {
        curves.add(curve(arm.label(), limit, own, cap));
      } else {
        double cost =
            overGroups(own, it -> OptionalDouble.of(it.cost().referenceSeconds() / limit));
        double test = overGroups(own, it -> OptionalDouble.of(it.test()));
        plans.add(new Mark(arm.label(), cost, 100 * test));
      }
    }
    return new AnytimeFigure(name, limit, curves, plans);
  }

  private static Curve curve(String arm, double limit, List<CellResult> searches, double cap) {
    List<Mark> points = new ArrayList<>();
    for (int i = 0; i <= POINTS; i++) {
      double cost = FROM * StrictMath.pow(cap / FROM, (double) i / POINTS);
      double test = overGroups(searches, it -> curve(it).at(cost * limit));
      if (!Double.isNaN(test)) {
        points.add(new Mark(arm, cost, 100 * test));
      }
    }
    return new Curve(arm, points);
  }

  private static AnytimeCurve curve(CellResult search) {
    return new AnytimeCurve(
        search.curve().stream()
            .map(step -> new AnytimeCurve.Point(step.spent().referenceSeconds(), step.test()))
            .toList());
  }

  private interface Value {
    OptionalDouble of(CellResult result);
  }

  /** Mean of the groups' means; NaN as soon as one result has no value. */
  private static double overGroups(List<CellResult> results, Value value) {
    return results.stream()
        .collect(
            Collectors.groupingBy(
                CellResult::group,
                Collectors.averagingDouble(it -> value.of(it).orElse(Double.NaN))))
        .values()
        .stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(Double.NaN);
  }
}
