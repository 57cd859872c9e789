package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks what NASOA needs of this machine; opens no store, loads no native library. */
@Command(
    name = "doctor",
    description = "Check what NASOA needs of this machine, with a hint for what is missing.")
final class DoctorCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin GlobalOptions options = new GlobalOptions();
  @Mixin OutputOption output = new OutputOption();

  DoctorCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    List<Checks.Check> checks = new Checks(options.read(shell).settings()).all();
    List<ObjectNode> rows = checks.stream().map(DoctorCommand::row).toList();
    new Printer(shell, output.format).list(List.of("check", "state", "value", "hint"), rows);
    boolean failed = checks.stream().anyMatch(check -> check.state() == Checks.State.FAILED);
    return (failed ? ExitCode.FAILED : ExitCode.DONE).value();
  }

  private static ObjectNode row(Checks.Check check) {
    return Json.MAPPER
        .createObjectNode()
        .put("check", check.name())
        .put("state", check.state().toString())
        .put("value", check.value())
        .put("hint", check.hint());
  }
}
