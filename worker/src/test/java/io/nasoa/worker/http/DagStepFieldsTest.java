package io.nasoa.worker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nasoa.worker.config.Json;
import io.nasoa.workflows.airflow.DagStep;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DagStepFieldsTest {
  @Test
  void write_isWhatReadReads() {
    DagStep step =
        new DagStep(
            1, "team", "d", Map.of("rows", 3), "t", "k", DagStep.NOW, true, 90.0, "nasoa://m");

    assertThat(DagStepFields.read("before", DagStepFields.write(step))).isEqualTo(step);
    assertThat(DagStepFields.write(null)).isNull();
  }

  @Test
  void read_text_isADag() throws Exception {
    assertThat(DagStepFields.read("after", Json.MAPPER.readTree("\"deploy\"")))
        .isEqualTo(DagStep.of("deploy"));
    assertThat(DagStepFields.read("after", null)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 | before must be a DAG's id or an object",
        "{\"dagg\":\"d\"} | before: unknown field 'dagg'; did you mean 'dag'?",
        "{\"dag\":7} | before.dag must be a text",
        "{\"dag\":\"d\",\"conf\":[]} | before.conf must be an object",
        "{\"dag\":\"d\",\"unpause\":\"yes\"} | before.unpause must be true or false",
        "{\"dag\":\"d\",\"timeout\":\"soon\"} | before.timeout must be seconds or a duration"
      })
  void read_whatCannotBe_namesTheField(String json, String sentence) throws Exception {
    var value = Json.MAPPER.readTree(json);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> DagStepFields.parse("before", value))
        .withMessageStartingWith(sentence);
  }
}
