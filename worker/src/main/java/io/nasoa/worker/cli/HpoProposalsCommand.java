package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.baselines.hpo.benchmark.InvalidHistoryException;
import io.nasoa.baselines.hpo.benchmark.ProposalHistories;
import io.nasoa.baselines.hpo.benchmark.ProposalHistory;
import io.nasoa.baselines.hpo.density.DensitySettings;
import io.nasoa.baselines.hpo.space.Point;
import io.nasoa.worker.config.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws what BOHB would propose after given observations: no store, no training. */
@Command(
    name = "proposals",
    description =
        "Draw what BOHB would propose after given observations, by default with all that"
            + " HpBandSter's implementation does.")
final class HpoProposalsCommand implements Callable<Integer> {
  /** The published draws have that many columns, blank beyond a history's parameters. */
  private static final int LEAST_COLUMNS = 6;

  private final Shell shell;

  @Parameters(
      paramLabel = "HISTORY.json",
      description = "An array of objects with case, levels, observations (x, loss).")
  String history = "";

  @Option(
      names = "--draws",
      defaultValue = "2000",
      description = "Proposals for each history (default: ${DEFAULT-VALUE}).")
  int draws;

  @Option(
      names = "--seed",
      defaultValue = "0",
      description = "Seed of the draws (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--no-hpbandster",
      description = "Without HpBandSter's oddities with levels that do not occur.")
  boolean withoutOddities;

  @Mixin OutputOption output = new OutputOption();

  HpoProposalsCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    if (draws < 1) {
      throw new CommandException(
          ExitCode.INVALID_INPUT, "--draws must be at least 1, was " + draws);
    }
    List<ProposalHistory> histories = read();
    DensitySettings settings = DensitySettings.DEFAULT.withHpBandSter(!withoutOddities);
    List<ObjectNode> rows = new ArrayList<>();
    for (ProposalHistory each : histories) {
      List<Point> points = each.draw(draws, seed, settings);
      IntStream.range(0, draws).forEach(i -> rows.add(row(each, i, points.get(i))));
    }
    int most = histories.stream().mapToInt(each -> each.levelCounts().size()).max().orElse(0);
    new Printer(shell, output.format).list(columns(Math.max(LEAST_COLUMNS, most)), rows);
    return ExitCode.DONE.value();
  }

  private List<ProposalHistory> read() {
    try {
      return ProposalHistories.read(shell.directory().resolve(history));
    } catch (InvalidHistoryException e) {
      throw new CommandException(ExitCode.INVALID_INPUT, String.valueOf(e.getMessage()));
    }
  }

  private static List<String> columns(int parameters) {
    List<String> columns = new ArrayList<>(List.of("case", "draw"));
    IntStream.range(0, parameters).forEach(i -> columns.add("p" + i));
    return columns;
  }

  private static ObjectNode row(ProposalHistory each, int draw, Point point) {
    ObjectNode row = Json.MAPPER.createObjectNode().put("case", each.name()).put("draw", draw);
    for (int i = 0; i < point.coordinates().size(); i++) {
      double value = point.coordinates().get(i);
      if (each.levelCounts().get(i) > 0) {
        row.put("p" + i, (int) value);
      } else {
        row.put("p" + i, value);
      }
    }
    return row;
  }
}
