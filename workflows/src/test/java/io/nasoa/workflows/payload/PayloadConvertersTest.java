package io.nasoa.workflows.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.temporal.common.converter.DataConverter;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PayloadConvertersTest {
  private final DataConverter converter = PayloadConverters.newDataConverter();
  private final JsonMapper mapper = PayloadJson.newMapper();

  enum Open {
    A,
    @JsonEnumDefaultValue
    UNKNOWN
  }

  enum Closed {
    A
  }

  @Test
  void toPayload_atTheLimit_isTaken() {
    String largest = "x".repeat(PayloadConverters.MAX_PAYLOAD_BYTES - 2);
    assertThat(converter.toPayload(largest)).isPresent();
  }

  @Test
  void toPayloads_aboveTheLimit_isRefusedForGood() {
    String tooLarge = "x".repeat(PayloadConverters.MAX_PAYLOAD_BYTES - 1);
    assertThatExceptionOfType(ApplicationFailure.class)
        .isThrownBy(() -> converter.toPayloads("small", tooLarge))
        .satisfies(
            failure -> {
              assertThat(failure.getType()).isEqualTo("PayloadTooLarge");
              assertThat(failure.isNonRetryable()).isTrue();
              assertThat(failure.getOriginalMessage())
                  .contains("262145 bytes", "262144", "artifact root");
            });
  }

  @Test
  void unknownEnumValue_withDefault_becomesIt() throws JsonProcessingException {
    assertThat(mapper.readValue("\"LATER\"", Open.class)).isEqualTo(Open.UNKNOWN);
  }

  @Test
  void unknownEnumValue_withoutDefault_isRefused() {
    assertThatExceptionOfType(InvalidFormatException.class)
        .isThrownBy(() -> mapper.readValue("\"LATER\"", Closed.class));
  }

  @Test
  void written_timesAreTextAndMapsSorted() throws JsonProcessingException {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("z", Duration.ofSeconds(3));
    map.put("a", Instant.EPOCH);
    assertThat(mapper.writeValueAsString(map))
        .isEqualTo("{\"a\":\"1970-01-01T00:00:00Z\",\"z\":\"PT3S\"}");
  }
}
