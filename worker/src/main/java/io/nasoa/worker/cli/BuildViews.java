package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.workflows.payload.PayloadJson;
import io.nasoa.workflows.registration.ModelStage;
import io.nasoa.workflows.registration.RegistrationResult;
import io.nasoa.workflows.registration.RegistrationStatus;
import java.util.List;
import java.util.Locale;

/** Builds of the zoo as users get them. */
final class BuildViews implements WorkViews<RegistrationStatus, RegistrationResult> {
  private static final List<String> COLUMNS =
      List.of("build", "state", "models", "registered", "failed", "activeSeconds");

  private final ObjectMapper mapper = PayloadJson.newMapper();

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public ObjectNode row(RegistrationStatus status) {
    ObjectNode row = mapper.createObjectNode();
    row.put("build", status.registrationId()).put("state", status.state().name());
    row.put("models", status.models().size()).put("registered", status.registered());
    return row.put("failed", status.failed()).put("activeSeconds", status.activeSeconds());
  }

  @Override
  public ObjectNode json(RegistrationStatus status) {
    ObjectNode tree = mapper.valueToTree(status);
    tree.remove("schema");
    ObjectNode named = mapper.createObjectNode();
    named.set("build", tree.remove("registrationId"));
    named.setAll(tree);
    return named;
  }

  @Override
  public ObjectNode ended(RegistrationResult result) {
    return json(result.status()).put("error", result.error());
  }

  /** The same for a screen: a line for each model. */
  @Override
  public ObjectNode brief(ObjectNode tree) {
    ObjectNode brief = tree.deepCopy();
    brief.remove("models");
    tree.path("models")
        .forEach(model -> brief.put("model." + model.path("name").asText(), line(model)));
    return brief;
  }

  private static String line(JsonNode model) {
    StringBuilder line = new StringBuilder(model.path("stage").asText());
    if (model.hasNonNull("failure")) {
      return line.append(": ").append(model.path("failure").asText()).toString();
    }
    if (model.hasNonNull("accuracy")) {
      line.append(String.format(Locale.ROOT, ", accuracy %.4f", model.path("accuracy").asDouble()));
    }
    if (model.hasNonNull("stepTime")) {
      line.append(
          String.format(Locale.ROOT, ", step time %.4f", model.path("stepTime").asDouble()));
    }
    return line.toString();
  }

  @Override
  public String progress(RegistrationStatus status) {
    long pretrained =
        status.models().stream()
            .filter(model -> model.stage() != ModelStage.PRETRAINING)
            .filter(model -> model.stage() != ModelStage.FAILED)
            .count();
    return "%s: %d of %d models pretrained, %d registered, %d failed"
        .formatted(
            status.registrationId(),
            pretrained,
            status.models().size(),
            status.registered(),
            status.failed());
  }
}
