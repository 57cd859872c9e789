package io.nasoa.activities.network;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The JSON header of a safetensors file. Reading is strict about every field; writing is canonical:
 * the order of the given list, no spaces inside, no optional field unless asked for.
 *
 * @param entries tensors in the header's order
 * @param metadata the optional {@code __metadata__}, sorted by key
 */
record SafetensorsHeader(List<Entry> entries, SortedMap<String, String> metadata) {
  static final String METADATA = "__metadata__";

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * One tensor of the header.
   *
   * @param begin offset of its first byte in the data section
   * @param end offset after its last byte
   */
  record Entry(String name, TensorData.Type type, List<Long> shape, long begin, long end) {}

  /** The JSON text as UTF-8, without padding. */
  byte[] toJson() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart(METADATA);
        for (Map.Entry<String, String> pair : metadata.entrySet()) {
          json.writeStringField(pair.getKey(), pair.getValue());
        }
        json.writeEndObject();
      }
      for (Entry entry : entries) {
        json.writeObjectFieldStart(entry.name());
        json.writeStringField("dtype", entry.type().name());
        writeLongs(json, "shape", entry.shape());
        writeLongs(json, "data_offsets", List.of(entry.begin(), entry.end()));
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void writeLongs(JsonGenerator json, String field, List<Long> values)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (long value : values) {
      json.writeNumber(value);
    }
    json.writeEndArray();
  }

  /**
   * Parses a header.
   *
   * @throws IOException whose message says what is wrong, without the file's name
   */
  static SafetensorsHeader parse(byte[] text) throws IOException {
    try (JsonParser json = JSON.createParser(text)) {
      expect(json.nextToken(), JsonToken.START_OBJECT, "the header");
      List<Entry> entries = new ArrayList<>();
      SortedMap<String, String> metadata = new TreeMap<>();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        expect(json.nextToken(), JsonToken.START_OBJECT, quoted(name));
        if (name.equals(METADATA)) {
          parseMetadata(json, metadata);
        } else {
          entries.add(parseEntry(json, name));
        }
      }
      if (json.nextToken() != null) {
        throw new IOException("text follows the header's JSON");
      }
      return new SafetensorsHeader(List.copyOf(entries), metadata);
    } catch (JacksonException e) {
      throw new IOException("its header is not valid JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static void parseMetadata(JsonParser json, SortedMap<String, String> metadata)
      throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      expect(json.nextToken(), JsonToken.VALUE_STRING, quoted(METADATA) + ", key " + quoted(key));
      metadata.put(key, json.getText());
    }
  }

  private static Entry parseEntry(JsonParser json, String name) throws IOException {
    TensorData.Type type = null;
    List<Long> shape = null;
    List<Long> offsets = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "dtype" -> type = parseType(json, name);
        case "shape" -> shape = parseLongs(json, name, field);
        case "data_offsets" -> offsets = parseLongs(json, name, field);
        default -> throw new IOException(tensor(name) + "has the unknown field " + quoted(field));
      }
    }
    if (type == null || shape == null || offsets == null) {
      throw new IOException(tensor(name) + "lacks one of dtype, shape and data_offsets");
    }
    if (offsets.size() != 2) {
      throw new IOException(
          tensor(name) + "has %d data_offsets instead of 2".formatted(offsets.size()));
    }
    return new Entry(name, type, shape, offsets.get(0), offsets.get(1));
  }

  private static TensorData.Type parseType(JsonParser json, String name) throws IOException {
    expect(json.currentToken(), JsonToken.VALUE_STRING, "dtype of " + quoted(name));
    String text = json.getText();
    for (TensorData.Type type : TensorData.Type.values()) {
      if (type.name().equals(text)) {
        return type;
      }
    }
    throw new IOException(
        tensor(name)
            + "has the dtype %s; readable are %s"
                .formatted(quoted(text), List.of(TensorData.Type.values())));
  }

  private static List<Long> parseLongs(JsonParser json, String name, String field)
      throws IOException {
    expect(json.currentToken(), JsonToken.START_ARRAY, field + " of " + quoted(name));
    List<Long> values = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT, field + " of " + quoted(name));
      long value = json.getLongValue();
      if (value < 0) {
        throw new IOException(tensor(name) + "has the negative %s %d".formatted(field, value));
      }
      values.add(value);
    }
    return values;
  }

  private static void expect(@Nullable JsonToken found, JsonToken expected, String where)
      throws IOException {
    if (found != expected) {
      throw new IOException(
          "its header is malformed at %s: expected %s, found %s".formatted(where, expected, found));
    }
  }

  static String tensor(String name) {
    return "tensor " + quoted(name) + " ";
  }

  private static String quoted(String text) {
    return "'" + (text.length() > 200 ? text.substring(0, 200) + "..." : text) + "'";
  }
}
