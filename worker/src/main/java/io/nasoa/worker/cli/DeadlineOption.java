package io.nasoa.worker.cli;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** By when a task has to be over. */
final class DeadlineOption {
  @Option(
      names = "--deadline",
      paramLabel = "T",
      description = "Absolute limit such as 2026-12-24T18:00:00Z; queue and downtime count.")
  @Nullable String text;

  /** The deadline; null for none. */
  @Nullable Instant instant() {
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new CommandException(
          ExitCode.INVALID_INPUT,
          "--deadline must be a time such as 2026-12-24T18:00:00Z, was '%s'".formatted(text));
    }
  }
}
