package io.nasoa.worker.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.nasoa.worker.http.DagStepFields;
import io.nasoa.workflows.airflow.DagStep;
import io.nasoa.workflows.tuning.FineTuningRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a user's Airflow does before and after a piece of work. */
final class AirflowOptions {
  @Option(
      names = "--before",
      paramLabel = "DAG",
      description =
          "DAG that runs first: its id, or YAML such as '{dag: ID, connection: NAME, conf: {...}, result: TASK}', or @FILE with that. What TASK returns becomes the DATA.")
  @Nullable String before;

  @Option(
      names = "--after",
      paramLabel = "DAG",
      description =
          "DAG that runs when all is done, as --before; 'asset: URI' tells of that as an asset event.")
  @Nullable String after;

  /** Whether the DATA are what a DAG prepares them from, which need not be here. */
  boolean preparesData(Path directory) {
    DagStep first = before(directory);
    return first != null && first.preparesData();
  }

  /** What runs first; null for nothing. */
  @Nullable DagStep before(Path directory) {
    return read("before", before, directory);
  }

  /** What runs last; null for nothing. */
  @Nullable DagStep after(Path directory) {
    return read("after", after, directory);
  }

  /** The request with these steps, checked. */
  FineTuningRequest with(FineTuningRequest request, Path directory) {
    FineTuningRequest whole = request.with(before(directory), after(directory));
    List<String> problems = whole.problems();
    if (!problems.isEmpty()) {
      throw new CommandException(ExitCode.INVALID_INPUT, String.join("\n", problems));
    }
    return whole;
  }

  private static @Nullable DagStep read(String step, @Nullable String text, Path directory) {
    if (text == null) {
      return null;
    }
    try {
      String yaml =
          text.startsWith("@") ? Files.readString(directory.resolve(text.substring(1))) : text;
      JsonNode value = new ObjectMapper(new YAMLFactory()).readTree(yaml);
      return DagStepFields.parse(step, value);
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.INVALID_INPUT, String.valueOf(e.getMessage()));
    } catch (JsonProcessingException e) {
      throw new CommandException(
          ExitCode.INVALID_INPUT,
          "--%s is not valid YAML: %s".formatted(step, e.getOriginalMessage()));
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.INVALID_INPUT,
          "--%s: the file %s cannot be read".formatted(step, text.substring(1)));
    }
  }
}
