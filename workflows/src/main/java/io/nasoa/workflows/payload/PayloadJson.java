package io.nasoa.workflows.payload;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * The JSON dialect of everything that enters a workflow's history or a state column.
 *
 * <p>Reading is tolerant, because an older worker meets a newer record after a rollback: unknown
 * fields are skipped and an unknown value of an enum becomes the constant marked as its default
 * ({@code UNKNOWN}); an enum without one refuses it. Writing is canonical: maps sorted by key,
 * instants and durations as ISO-8601 text, nulls included.
 */
public final class PayloadJson {
  private PayloadJson() {}

  /** A new mapper of that dialect; thread-safe as long as nobody reconfigures it. */
  public static JsonMapper newMapper() {
    return JsonMapper.builder()
        .addModule(new JavaTimeModule())
        .addModule(new Jdk8Module())
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .build();
  }
}
