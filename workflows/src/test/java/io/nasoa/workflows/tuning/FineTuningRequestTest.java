package io.nasoa.workflows.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.workflows.payload.PayloadJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FineTuningRequestTest {
  private final JsonMapper mapper = PayloadJson.newMapper();

  @Test
  void validated_goodRequest_isItself() {
    assertThat(Samples.request().validated()).isEqualTo(Samples.request());
    assertThat(Samples.withBudget().validated().deviceClass()).isEqualTo("cuda");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "taskId | '../up' | id must be like [A-Za-z0-9][A-Za-z0-9._-]*, was '../up'",
        "deployment | 'A B' | deployment must be like [a-z0-9][a-z0-9._-]*, was 'A B'",
        "data | ' ' | data must name a directory, a zip or draw:..., was ' '",
        "budgetSeconds | 60 | exactly one of budget and steps must be given, was budget 60.0 and steps 20",
        "steps | null | exactly one of budget and steps must be given, was budget null and steps null",
        "steps | 0 | steps must be at least 1, was 0",
        "learningRate | -1 | learning rate must be positive, was -1.0",
        "frozenStages | -1 | frozen stages must be at least 0, was -1",
        "batchSize | 0 | batch size must be at least 1, was 0",
        "checkpointIntervalSeconds | 0 | checkpoint interval must be positive seconds, was 0.0",
        "priority | 6 | priority must be 1 to 5, was 6",
        "device | 'tpu' | device must be cpu, cuda or cuda:N, was 'tpu'",
        "threads | 0 | threads must be at least 1, was 0",
        "schema | 0 | schema must be at least 1, was 0",
      })
  void validated_badField_isNamedWithItsValue(String field, String json, String sentence)
      throws JsonProcessingException {
    FineTuningRequest bad = with(field, json.replace('\'', '"'));
    assertThat(bad.problems()).containsExactly(sentence);
    assertThatIllegalArgumentException()
        .isThrownBy(bad::validated)
        .withMessageStartingWith("invalid request for task ")
        .withMessageEndingWith(sentence);
  }

  @Test
  void problems_emptyJson_namesAllThatIsMissing() throws JsonProcessingException {
    assertThat(mapper.readValue("{}", FineTuningRequest.class).problems()).hasSize(9);
  }

  private FineTuningRequest with(String field, String json) throws JsonProcessingException {
    ObjectNode request = mapper.valueToTree(Samples.request());
    request.set(field, mapper.readTree(json));
    return mapper.treeToValue(request, FineTuningRequest.class);
  }
}
