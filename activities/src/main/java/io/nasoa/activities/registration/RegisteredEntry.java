package io.nasoa.activities.registration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.activities.timing.ModelTimer;
import io.nasoa.workflows.registration.MeasuredModel;
import io.nasoa.workflows.registration.PretrainOutcome;
import io.nasoa.workflows.registration.RegisterInput;
import io.nasoa.workflows.registration.RegistrationRequest;
import io.nasoa.zoo.architecture.ComputeCost;
import io.nasoa.zoo.architecture.LayerGraph;
import io.nasoa.zoo.registry.ZooEntry;
import io.nasoa.zoo.rivals.Networks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a built model is in the zoo: the card of its training, what it takes, where it is from. */
final class RegisteredEntry {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private RegisteredEntry() {}

  /**
   * The entry.
   *
   * @param card the card that its training wrote
   * @throws IOException if the card cannot be read
   */
  static ZooEntry of(RegisterInput input, Path card) throws IOException {
    JsonNode told = JSON.readTree(Files.readAllBytes(card));
    if (!(told instanceof ObjectNode whole)) {
      throw new IOException("%s is not a model card".formatted(card));
    }
    RegistrationRequest request = input.request();
    PretrainOutcome pretrained = input.pretrained();
    List<String> classes = new ArrayList<>();
    whole.path("classes").forEach(name -> classes.add(name.asText()));
    LayerGraph graph =
        Networks.parse(input.model().architecture()).toGraph(pretrained.classes(), request.stem());
    ComputeCost cost = ComputeCost.of(graph, request.resolution());
    complete(whole, input);
    return new ZooEntry(
        input.model().name(),
        Networks.parse(input.model().architecture()).toString(),
        request.stem(),
        request.resolution(),
        pretrained.classes(),
        classes,
        cost.parameters(),
        cost.macs(),
        String.valueOf(pretrained.weightsSha256()),
        input.model().role().entryRole(),
        whole.toPrettyString());
  }

  private static void complete(ObjectNode card, RegisterInput input) {
    MeasuredModel times = input.measured();
    ObjectNode measured = card.putObject("measured");
    measured.put("device", input.measuredOn()).put("batchSize", ModelTimer.BATCH);
    measured.put("reference", ModelTimer.REFERENCE).put("stepTime", times.stepTime());
    ArrayNode steps = measured.putArray("stepSecondsByFrozenStages");
    times.stepSeconds().forEach(steps::add);
    measured.put("inferenceSeconds", times.inferenceSeconds());
    measured.put("activationBytes", times.activationBytes());
    ObjectNode provenance = card.putObject("provenance");
    provenance.put("registration", input.request().registrationId());
    provenance.put("device", input.pretrained().device());
    provenance.put("trainingSeconds", input.pretrained().trainingSeconds());
    provenance.set("recipe", JSON.valueToTree(input.request().recipe()));
  }
}
