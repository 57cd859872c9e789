package io.nasoa.worker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Json;
import io.nasoa.workflows.payload.PayloadJson;
import io.nasoa.zoo.experience.Experience;
import io.nasoa.zoo.learning.ExperienceFilter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The experience by HTTP: what commands of this machine ask of the owner. */
final class ExperienceRoutes {
  static final String PATH = "/v1/experience";

  private static final String NAME = "[0-9a-f-]{36}";

  private static final Shape IMPORT =
      Shape.json(
          """
          {"type": "object", "additionalProperties": false, "required": ["name"], "properties": {
            "name": {"type": "string", "pattern": "^[0-9a-f-]{36}$"}}}
          """);

  private static final Shape FILTER =
      Shape.json(
          """
          {"type": "object", "additionalProperties": false, "properties": {
            "task": {"type": "string"},
            "dataset": {"type": "string"},
            "kind": {"type": "string", "enum": ["OWN", "PRIOR"]}}}
          """);

  private final OwnedExperience experience;

  ExperienceRoutes(OwnedExperience experience) {
    this.experience = experience;
  }

  /** Where a client lays what is to be imported. */
  static Path imports(Path dataDirectory) {
    return dataDirectory.resolve("imports");
  }

  List<Route> all() {
    Told list = Told.of("All that planning learns from", Shape.listOf(Experience.class));
    Told imports =
        Told.of("Adds that of a file laid into imports/", Shape.of(OwnedExperience.Imported.class))
            .taking(IMPORT);
    Told forget =
        Told.of("Removes some of it", Shape.object("integer", "forgotten")).taking(FILTER);
    return List.of(
        Route.of(
            "GET",
            PATH,
            list,
            call -> done(PayloadJson.newMapper().valueToTree(experience.list()))),
        Route.of("POST", PATH + "/imports", imports, call -> done(add(call.object()))),
        Route.of("POST", PATH + "/forget", forget, call -> done(forget(call.object()))));
  }

  private static CompletableFuture<Reply> done(JsonNode content) {
    return CompletableFuture.completedFuture(Reply.json(200, content));
  }

  private JsonNode add(ObjectNode body) {
    TaskFields.requireKnown(body, List.of("name"));
    String name = body.path("name").asText();
    if (!name.matches(NAME)) {
      throw ApiException.invalid("name", "name must be that of a file in the folder of imports");
    }
    try {
      return Json.MAPPER.valueToTree(experience.addLaid(name));
    } catch (IllegalArgumentException e) {
      throw new ApiException(400, String.valueOf(e.getMessage()));
    }
  }

  private JsonNode forget(ObjectNode body) {
    TaskFields.requireKnown(body, List.of("task", "dataset", "kind"));
    ExperienceFilter filter =
        new ExperienceFilter(text(body, "task"), text(body, "dataset"), kind(text(body, "kind")));
    return Json.MAPPER.createObjectNode().put("forgotten", experience.forget(filter));
  }

  private static @Nullable String text(ObjectNode body, String field) {
    return body.hasNonNull(field) ? body.get(field).asText() : null;
  }

  private static Experience.@Nullable Kind kind(@Nullable String name) {
    if (name == null) {
      return null;
    }
    try {
      return Experience.Kind.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw ApiException.invalid("kind", "kind must be OWN or PRIOR");
    }
  }
}
