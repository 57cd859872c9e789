package io.nasoa.worker.report;

import io.nasoa.zoo.comparison.ComparedModel;
import io.nasoa.zoo.comparison.Comparison;
import io.nasoa.zoo.comparison.Hypervolumes;
import io.nasoa.zoo.comparison.RivalStanding;
import io.nasoa.zoo.comparison.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** One page about the zoo and its rivals: both fronts as a plot, and all figures as tables. */
public final class ComparisonReport {
  private static final String TITLE = "The zoo against its rivals";
  private static final String FOOTER =
      "Accuracies are those on the half of the validation images that chose nothing; beside them their binomial standard error, and the standard deviation over seeds where there are several.";

  private ComparisonReport() {}

  /** The page. */
  public static String of(TimedZoo timed) {
    Comparison comparison = timed.comparison();
    StringBuilder body = new StringBuilder("<h1>%s</h1>\n".formatted(TITLE));
    body.append(
        "<p>%d models of the zoo and %d rivals, timed in turn on %s: %d steps of %d images each. Step time 1 is that of %s.</p>\n"
            .formatted(
                comparison.models().size() - comparison.rivals().size(),
                comparison.rivals().size(),
                Html.escape(timed.device()),
                timed.rounds(),
                timed.batchSize(),
                Html.escape(timed.reference())));
    body.append("<p>%s</p>\n".formatted(Html.escape(onTheFront(comparison))));
    body.append(new ComparisonChart(comparison).svg());
    body.append("<h2>Rivals against the zoo's front</h2>\n").append(rivals(comparison));
    body.append("<h2>Hypervolume</h2>\n").append(hypervolumes(comparison.hypervolumes()));
    body.append("<h2>Models</h2>\n").append(models(timed, comparison));
    return Report.page(TITLE, body.toString(), FOOTER);
  }

  private static String onTheFront(Comparison comparison) {
    List<String> rivals = names(comparison, Side.RIVAL);
    String told =
        rivals.isEmpty()
            ? "no rival"
            : "%d of %d rivals (%s)"
                .formatted(rivals.size(), comparison.rivals().size(), String.join(", ", rivals));
    return "On the front of all: %d models of the zoo and %s."
        .formatted(names(comparison, Side.ZOO).size(), told);
  }

  private static List<String> names(Comparison comparison, Side side) {
    return comparison.front().stream()
        .filter(model -> model.side() == side)
        .map(ComparedModel::name)
        .toList();
  }

  private static String rivals(Comparison comparison) {
    List<List<String>> rows = new ArrayList<>();
    for (RivalStanding standing : comparison.rivals()) {
      ComparedModel rival = standing.rival();
      ComparedModel real = standing.asAccurate();
      rows.add(
          List.of(
              rival.name(),
              accuracy(rival),
              number("%.3f", rival.stepTime()),
              ComparisonWords.figure(standing.ratio(), "%.2f x"),
              ComparisonWords.figure(standing.gain().map(it -> 100 * it), "%+.2f"),
              real == null ? "none" : real.name(),
              real == null ? "-" : number("%.2f x", rival.stepTime() / real.stepTime()),
              ComparisonWords.standing(comparison, rival)));
    }
    return HtmlTable.of(
            List.of(
                "rival",
                "accuracy",
                "step time",
                "ratio",
                "gain",
                "as accurate",
                "ratio to it",
                "stands"),
            rows)
        + "<p class=\"none\">Ratio: the rival's step time over the zoo's at equal accuracy. Gain: points of accuracy of the zoo above the rival at equal step time. As accurate: the fastest model of the zoo that is no less accurate than the rival. The zoo's front is read between its models: accuracy linear in the logarithm of step time. &gt;=: the rival is less accurate (or slower) than every model of the front, so that its last model gives a lower bound. Beyond the front: the rival is more accurate (or faster) than every model of the zoo.</p>\n";
  }

  private static String hypervolumes(Hypervolumes found) {
    List<List<String>> rows =
        List.of(
            row("the zoo's front", found.zoo(), found),
            row("the rivals' front", found.rivals(), found),
            row("the front of both", found.both(), found));
    return String.format(
            Locale.ROOT,
            "<p>In accuracy points times doublings of step time, down to %.2f %% and step time %.3f (a tenth of the range beyond the worst of all models).</p>\n",
            100 * found.reference().accuracy(),
            found.reference().stepTime())
        + HtmlTable.of(List.of("front", "hypervolume", "share of both"), rows);
  }

  private static List<String> row(String name, double value, Hypervolumes found) {
    return List.of(
        name, number("%.3f", value), found.both() > 0 ? number("%.3f", value / found.both()) : "-");
  }

  private static String models(TimedZoo timed, Comparison comparison) {
    List<List<String>> rows = new ArrayList<>();
    timed.networks().stream()
        .sorted(Comparator.comparingDouble(it -> it.model().stepTime()))
        .forEach(
            it ->
                rows.add(
                    List.of(
                        it.model().name(),
                        it.architecture(),
                        accuracy(it.model()),
                        Integer.toString(it.model().trainings().size()),
                        number("%.3f", it.model().stepTime()),
                        number("%.1f", it.stepMilliseconds()),
                        String.format(Locale.ROOT, "%,d", it.parameters()),
                        String.format(Locale.ROOT, "%,d", it.macs()),
                        ComparisonWords.standing(comparison, it.model()))));
    return HtmlTable.of(
        List.of(
            "model",
            "architecture",
            "accuracy",
            "seeds",
            "step time",
            "ms",
            "parameters",
            "MACs",
            "stands"),
        rows);
  }

  private static String accuracy(ComparedModel model) {
    return number("%.2f %%", 100 * model.accuracy())
        + beside(" \u00b1 %.2f", model.standardError())
        + beside(" (seeds %.2f)", model.spread());
  }

  private static String beside(String format, OptionalDouble share) {
    return share.isPresent() ? number(format, 100 * share.getAsDouble()) : "";
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
