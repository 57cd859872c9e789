package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Json;
import io.nasoa.zoo.replay.ReplayResult;
import io.nasoa.zoo.replay.ReplaySettings;
import io.nasoa.zoo.replay.ReplayTable;
import io.nasoa.zoo.replay.TableReplay;
import io.nasoa.zoo.task.TaskGroup;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Evaluates planning on a fine-tuning table: no store, no training. */
@Command(
    name = "evaluate",
    description = {
      "Let planner, trivial rules and hindsight choose among what a table has run, each group left"
          + " out of what is learned for it: regret, claims A, B, C and E, streams of tasks."
    })
final class TableEvaluateCommand implements Callable<Integer> {
  private static final List<String> COLUMNS =
      List.of(
          "figure",
          "segment",
          "method",
          "versus",
          "cells",
          "mean",
          "lower",
          "upper",
          "pValue",
          "corrected",
          "wins",
          "ties",
          "losses",
          "test",
          "coverage",
          "width",
          "missed");

  private final Shell shell;

  @Parameters(paramLabel = "FILE.csv", description = "What table export wrote.")
  String file = "";

  @Option(
      names = "--seeds",
      defaultValue = "5",
      description = "Orders of experience and draws (default: ${DEFAULT-VALUE}).")
  int seeds;

  @Option(
      names = "--seed",
      defaultValue = "0",
      description = "The first of them, and the one of the streams (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--stream-tasks",
      defaultValue = "120",
      description =
          "Tasks of a stream (default: ${DEFAULT-VALUE}); half-way the mix shifts, and for the last"
              + " quarter one of two slots runs at half speed.")
  int streamTasks;

  @Option(
      names = "--prior",
      split = ",",
      paramLabel = "ROLE",
      description =
          "Prior experience comes from groups of these roles only: ${COMPLETION-CANDIDATES}"
              + " (default: all). Never from the group that is evaluated.")
  @Nullable Set<TaskGroup.Role> prior;

  @Option(
      names = "--choices",
      paramLabel = "CSV",
      description = "Also write what each method chose in each cell.")
  @Nullable Path choices;

  @Option(
      names = "--streams",
      paramLabel = "CSV",
      description = "Also write what each method chose along the streams.")
  @Nullable Path streams;

  @Mixin OutputOption output = new OutputOption();

  TableEvaluateCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    ReplayResult result =
        TableReplay.run(ReplayTable.read(shell.directory().resolve(file)), settings(), shell::say);
    write(choices, result.rows());
    write(streams, result.streamRows());
    if (output.format == OutputFormat.JSON) {
      ObjectNode tree = Json.MAPPER.valueToTree(result);
      tree.remove(List.of("rows", "streamRows"));
      new Printer(shell, output.format).object(tree);
    } else {
      new Printer(shell, output.format).list(COLUMNS, ReplayViews.figures(result));
    }
    return ExitCode.DONE.value();
  }

  private ReplaySettings settings() {
    return ReplaySettings.PROTOCOL
        .withSeeds(seeds, seed)
        .withStreamTasks(streamTasks)
        .withPriorRoles(prior == null ? EnumSet.allOf(TaskGroup.Role.class) : prior);
  }

  private void write(@Nullable Path to, List<? extends Record> rows) {
    if (to == null) {
      return;
    }
    Path target = shell.directory().resolve(to);
    List<ObjectNode> lines =
        rows.stream().map(row -> Json.MAPPER.<ObjectNode>valueToTree(row)).toList();
    try (PrintStream out =
        new PrintStream(Files.newOutputStream(target), false, StandardCharsets.UTF_8)) {
      Shell intoFile =
          new Shell(
              out, shell.err(), shell.environment(), shell.directory(), false, shell.stopSignals());
      new Printer(intoFile, OutputFormat.CSV).list(ReplayViews.columns(lines), lines);
      if (out.checkError()) {
        throw new IOException("it could not be written to its end");
      }
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "cannot write %s: %s".formatted(target, e.getMessage()));
    }
  }
}
