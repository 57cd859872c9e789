package io.nasoa.worker.cli;

import io.nasoa.activities.data.InvalidDataException;
import io.nasoa.activities.network.InvalidWeightsException;
import io.nasoa.activities.tuning.InvalidModelException;
import io.nasoa.worker.config.ConfigurationException;
import io.nasoa.worker.config.Durations;
import io.nasoa.worker.http.OwnerGoneException;
import io.nasoa.worker.http.OwnerRefusedException;
import io.nasoa.worker.temporal.RunConflictException;
import io.nasoa.worker.temporal.RunNotFoundException;
import io.nasoa.worker.temporal.StoreMismatchException;
import io.nasoa.worker.temporal.TaskConflictException;
import io.nasoa.worker.temporal.TaskNotFoundException;
import io.nasoa.worker.temporal.TaskStateException;
import io.nasoa.worker.temporal.TemporalRefusedException;
import io.nasoa.worker.temporal.TemporalUnreachableException;
import io.nasoa.zoo.architecture.InvalidArchitectureException;
import io.nasoa.zoo.predictor.evaluation.InvalidExperienceTableException;
import io.nasoa.zoo.replay.InvalidReplayException;
import io.nasoa.zoo.search.benchmark.InvalidSearchTableException;
import io.nasoa.zoo.store.StoreException;
import io.nasoa.zoo.store.StoreInUseException;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one place where a failure becomes a sentence on stderr and an exit code. */
final class Problems {
  private final Shell shell;
  private final BooleanSupplier debug;

  private Problems(Shell shell, BooleanSupplier debug) {
    this.shell = shell;
    this.debug = debug;
  }

  /** Gives a finished command tree its streams and its handlers of failures. */
  static CommandLine handledBy(Shell shell, CommandLine line, BooleanSupplier debug) {
    Problems problems = new Problems(shell, debug);
    line.setOut(new PrintWriter(shell.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(shell.err(), true, StandardCharsets.UTF_8));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(shell.colours() ? Ansi.ON : Ansi.OFF));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(Duration.class, Problems::duration);
    line.setParameterExceptionHandler(problems::usage);
    line.setExecutionExceptionHandler(problems::failure);
    return line;
  }

  private static Duration duration(String text) {
    try {
      return Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private int usage(ParameterException problem, String[] arguments) {
    shell.say(firstLine(problem));
    CommandLine command = problem.getCommandLine();
    if (!UnmatchedArgumentException.printSuggestions(problem, command.getErr())) {
      shell.err().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    }
    return ExitCode.USAGE.value();
  }

  private int failure(Exception problem, CommandLine command, ParseResult parsed) {
    ExitCode code = expected(problem);
    if (code != null) {
      sentence(problem).lines().forEach(shell::say);
      return code.value();
    }
    shell.say(
        "unexpected failure: %s (%s)".formatted(firstLine(problem), whereItIsWritten(problem)));
    return ExitCode.FAILED.value();
  }

  /** The exit code of a failure whose message is written for the user; null for any other. */
  private static @Nullable ExitCode expected(Exception problem) {
    if (problem instanceof CommandException command) {
      return command.exitCode();
    }
    if (problem instanceof ConfigurationException
        || problem instanceof InvalidArchitectureException
        || problem instanceof InvalidDataException
        || problem instanceof InvalidExperienceTableException
        || problem instanceof InvalidReplayException
        || problem instanceof InvalidModelException
        || problem instanceof InvalidSearchTableException
        || problem instanceof InvalidWeightsException
        || problem instanceof TemporalRefusedException) {
      return ExitCode.INVALID_INPUT;
    }
    if (problem instanceof ApplicationFailure failure) {
      return TaskWaiting.exitCode(failure.getType());
    }
    if (problem instanceof StoreInUseException
        || problem instanceof RunConflictException
        || problem instanceof RunNotFoundException
        || problem instanceof TaskConflictException
        || problem instanceof TaskNotFoundException
        || problem instanceof TaskStateException
        || problem instanceof StoreMismatchException) {
      return ExitCode.CONFLICT;
    }
    if (problem instanceof OwnerRefusedException refused) {
      return refusal(refused.status());
    }
    if (problem instanceof OwnerGoneException || problem instanceof TemporalUnreachableException) {
      return ExitCode.UNREACHABLE;
    }
    if (problem instanceof StoreException) {
      return ExitCode.FAILED;
    }
    return null;
  }

  private static ExitCode refusal(int status) {
    if (status >= 500) {
      return ExitCode.FAILED;
    }
    return status == 404 || status == 409 ? ExitCode.CONFLICT : ExitCode.INVALID_INPUT;
  }

  /** A failure nobody foresaw is kept whole for whoever looks into it. */
  private String whereItIsWritten(Exception problem) {
    StringWriter trace = new StringWriter();
    problem.printStackTrace(new PrintWriter(trace));
    if (debug.getAsBoolean()) {
      shell.err().print(trace);
      return "stack trace above";
    }
    try {
      Path file = Files.createTempFile("nasoa-failure-", ".log");
      Files.writeString(file, trace.toString());
      return "the stack trace is in " + file;
    } catch (IOException e) {
      return "with --debug its stack trace is printed";
    }
  }

  private static String sentence(Exception problem) {
    return String.valueOf(
        problem instanceof ApplicationFailure failure
            ? failure.getOriginalMessage()
            : problem.getMessage());
  }

  private static String firstLine(Throwable problem) {
    String message = problem.getMessage();
    return message == null
        ? problem.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }
}
