package io.nasoa.workflows.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nasoa.workflows.payload.PayloadJson;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DagStepTest {
  private final JsonMapper mapper = PayloadJson.newMapper();

  private DagStep read(String json) throws Exception {
    return mapper.readValue(json.replace('\'', '"'), DagStep.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'schema':1} | before.dag must name a DAG",
        "{'schema':1,'dag':'a b'} | before.dag must be letters",
        "{'schema':1,'dag':'d','connection':'A'} | before.connection must be like",
        "{'schema':1,'dag':'d','result':'a/b'} | before.result must be the id",
        "{'schema':1,'dag':'d','resultKey':'k'} | before.resultKey must be a key",
        "{'schema':1,'dag':'d','logicalDate':'today'} | before.logicalDate must be 'now'",
        "{'schema':1,'dag':'d','timeoutSeconds':0.5} | before.timeout must be 1 s to 30 days",
        "{'schema':1,'dag':'d','asset':'s3://a'} | before.asset is for after steps only",
        "{'schema':1,'dag':'d','conf':{'nasoa':1}} | before.conf must not have the field 'nasoa'",
        "{'schema':1,'dag':'d','conf':{'a':[{'DB-Password':'x'}]}} | before.conf must not hold secrets such as 'DB-Password'"
      })
  void problemsBefore_nameTheFieldAndNoSecret(String json, String problem) throws Exception {
    assertThat(read(json).problemsBefore())
        .singleElement()
        .asString()
        .startsWith(problem)
        .doesNotContain("'x'");
  }

  @Test
  void problemsAfter_ofNothing_andOfAResult_areNamed() throws Exception {
    assertThat(read("{'schema':1}").problemsAfter())
        .singleElement()
        .asString()
        .startsWith("after.dag or after.asset must be given");
    assertThat(read("{'schema':1,'dag':'d','result':'t'}").problemsAfter())
        .singleElement()
        .asString()
        .startsWith("after.result is for before steps only");
    assertThat(read("{'schema':1,'asset':'nasoa://m'}").problemsAfter()).isEmpty();
  }

  @Test
  void conf_thatIsTooLarge_isRefused() {
    DagStep step =
        new DagStep(
            1, null, "d", Map.of("a", "x".repeat(17_000)), null, null, null, null, null, null);

    assertThat(step.problemsBefore()).singleElement().asString().contains("at most 16384");
  }

  @Test
  void step_survivesJson() throws Exception {
    DagStep step =
        read(
            "{'schema':1,'dag':'d','conf':{'b':[1,2.5,null,{'c':true}],'a':'x'},'timeoutSeconds':60}");

    assertThat(mapper.readValue(mapper.writeValueAsString(step), DagStep.class)).isEqualTo(step);
    assertThat(step.problemsBefore()).isEmpty();
    assertThat(step.conf()).containsOnlyKeys("a", "b");
    assertThat(step.connectionName()).isEqualTo("default");
    assertThat(step.limit()).hasSeconds(60);
  }
}
