package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.activities.timing.ModelTimer;
import io.nasoa.worker.config.Json;
import io.nasoa.worker.config.Settings;
import io.nasoa.worker.report.ComparedNetwork;
import io.nasoa.worker.report.ComparisonReport;
import io.nasoa.worker.report.TimedZoo;
import io.nasoa.zoo.comparison.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks whether the search was worth it: the zoo's front against published families. */
@Command(
    name = "compare",
    description =
        "Time the zoo and its rivals against each other on this machine and compare them: fronts, hypervolumes, and for each rival the ratio of step times at equal accuracy.")
final class ZooCompareCommand implements Callable<Integer> {
  private static final List<String> MODELS =
      List.of(
          "name",
          "role",
          "accuracy",
          "standardError",
          "seeds",
          "spread",
          "stepMilliseconds",
          "stepRatio",
          "front");

  private static final List<String> RIVALS =
      List.of("rival", "ratio", "gainPoints", "asAccurate", "asAccurateRatio");

  private static final List<String> LINE =
      List.of(
          "name",
          "role",
          "family",
          "architecture",
          "resolution",
          "parameters",
          "macs",
          "accuracy",
          "standardError",
          "images",
          "seeds",
          "spread",
          "stepMilliseconds",
          "stepRatio",
          "front",
          "zooStepRatio",
          "ratio",
          "ratioIs",
          "zooAccuracy",
          "gainPoints",
          "gainIs",
          "asAccurate",
          "asAccurateRatio");

  private final Shell shell;

  @Mixin TimingOptions timing = new TimingOptions();

  @Option(
      names = "--from",
      paramLabel = "FILE.json",
      description = "Measure nothing: compare what an earlier \"zoo compare -o json\" printed.")
  @Nullable Path from;

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "Write a page with plot and tables, too.")
  @Nullable Path report;

  @Mixin GlobalOptions options = new GlobalOptions();
  @Mixin OutputOption output = new OutputOption();

  ZooCompareCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    timing.check();
    TimedZoo timed = from == null ? measured() : read(shell.directory().resolve(from));
    print(new ComparisonJson(timed)); // first: a page that cannot be written loses no measurement
    if (report != null) {
      write(shell.directory().resolve(report), ComparisonReport.of(timed));
    }
    return ExitCode.DONE.value();
  }

  private TimedZoo measured() {
    Settings settings = options.read(shell).settings();
    ComparedEntries entries =
        new ComparedEntries(timing.entries(settings), !timing.names.isEmpty());
    requireBoth(entries.has(Side.ZOO), entries.has(Side.RIVAL));
    if (!entries.withoutAccuracy().isEmpty()) {
      shell.say(
          "left out, for their cards tell no accuracy: "
              + String.join(", ", entries.withoutAccuracy()));
    }
    if (!entries.trainedOtherwise().isEmpty()) {
      shell.say(
          "trained by another recipe or on other images than most, so that not only the networks differ: "
              + String.join(", ", entries.trainedOtherwise()));
    }
    return new TimedZoo(
        settings.device(),
        ModelTimer.BATCH,
        timing.rounds,
        ModelTimer.REFERENCE,
        entries.networks(timing.measure(shell, settings, entries.timed())));
  }

  private TimedZoo read(Path file) {
    TimedZoo whole = new ComparisonFile(file).read();
    List<ComparedNetwork> kept = whole.networks();
    if (!timing.names.isEmpty()) {
      List<String> known = kept.stream().map(it -> it.model().name()).toList();
      timing.names.stream()
          .filter(name -> !known.contains(name))
          .findFirst()
          .ifPresent(
              name -> {
                throw new CommandException(
                    ExitCode.CONFLICT,
                    "%s has no model '%s'; it has %s"
                        .formatted(file, name, String.join(", ", known)));
              });
      kept = kept.stream().filter(it -> timing.names.contains(it.model().name())).toList();
    }
    requireBoth(
        kept.stream().anyMatch(it -> it.model().side() == Side.ZOO),
        kept.stream().anyMatch(it -> it.model().side() == Side.RIVAL));
    return new TimedZoo(whole.device(), whole.batchSize(), whole.rounds(), whole.reference(), kept);
  }

  private static void requireBoth(boolean zoo, boolean rival) {
    if (!rival) {
      throw new CommandException(
          ExitCode.CONFLICT,
          "there is no rival with an accuracy to compare with; \"nasoa zoo build DATA --id rivals --rivals\" makes them");
    }
    if (!zoo) {
      throw new CommandException(
          ExitCode.CONFLICT,
          "there is no model of the zoo with an accuracy to compare; \"nasoa zoo list\" tells the roles");
    }
  }

  private void print(ComparisonJson comparison) {
    Printer printer = new Printer(shell, output.format);
    switch (output.format) {
      case JSON -> printer.object(comparison.tree());
      case CSV -> printer.list(LINE, comparison.lines());
      case TABLE -> {
        printer.list(MODELS, comparison.models());
        shell.out().println();
        printer.list(RIVALS, comparison.brief());
        shell.out().println();
        ObjectNode hypervolumes = Json.MAPPER.createObjectNode();
        hypervolumes.set("hypervolume", comparison.hypervolumes());
        printer.object(hypervolumes);
      }
    }
  }

  private void write(Path file, String page) {
    try {
      Files.writeString(file, page);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "cannot write %s: %s".formatted(file, e.getMessage()));
    }
    shell.say("the report is in " + file);
  }
}
