package io.nasoa.worker.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.activities.work.SyntheticWork;
import io.nasoa.workflows.airflow.DagStep;
import io.nasoa.workflows.payload.PayloadJson;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the bodies of searches and builds have in common. */
final class RunFields {
  private RunFields() {}

  /**
   * Reads a record; a missing device is the owner's, a missing priority 3.
   *
   * @param noun what is asked for
   * @throws ApiException in one sentence if it cannot be read
   */
  static <Q extends Record> Q read(
      String noun, ObjectNode whole, RequestDefaults defaults, Class<Q> type) {
    whole.put("deployment", defaults.deployment());
    if (!whole.hasNonNull("device")) {
      whole.put("device", defaults.device());
    }
    if (!whole.hasNonNull("priority")) {
      whole.put("priority", 3);
    }
    try {
      return PayloadJson.newMapper().treeToValue(whole, type);
    } catch (JsonProcessingException e) {
      throw new ApiException(
          400,
          "the %s cannot be read: %s"
              .formatted(noun, TaskFields.quoted(firstLine(e.getOriginalMessage()), 200)));
    }
  }

  private static String firstLine(@Nullable String text) {
    return text == null ? "" : text.lines().findFirst().orElse("");
  }

  /** Refuses the first of those. */
  static void check(List<String> problems) {
    if (!problems.isEmpty()) {
      String problem = problems.get(0);
      throw new ApiException(400, TaskFields.quoted(problem, 200), DagStepFields.of(problem));
    }
  }

  /** A relative path would start wherever the owner was started. */
  static void checkData(String data) {
    try {
      if (data.startsWith("draw:") || SyntheticWork.serves(data) || Path.of(data).isAbsolute()) {
        return;
      }
    } catch (InvalidPathException e) {
      // told below
    }
    throw ApiException.invalid(
        "data",
        "data must be an absolute path or draw:..., was '%s'"
            .formatted(TaskFields.quoted(data, 80)));
  }

  /** Nobody would ever speak to an Airflow that is in nobody's settings. */
  static void checkConnections(
      @Nullable DagStep before, @Nullable DagStep after, RequestDefaults defaults) {
    defaults
        .unknownConnection(before, after)
        .ifPresent(
            problem -> {
              throw new ApiException(400, problem, DagStepFields.of(problem));
            });
  }

  /** Nobody would ever take work for a device that no trainer has. */
  static void checkDevice(String device, String deviceClass, RequestDefaults defaults) {
    if (!defaults.deviceClasses().contains(deviceClass)) {
      throw ApiException.invalid(
          "device",
          "device is '%s', but this process trains on %s only"
              .formatted(device, String.join(", ", defaults.deviceClasses())));
    }
  }
}
