package io.nasoa.workflows.payload;

import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;

/** The data converter of every client, worker and replay. */
public final class PayloadConverters {
  private PayloadConverters() {}

  /** Largest payload in bytes: 256 kB, well below what any server takes. */
  public static final int MAX_PAYLOAD_BYTES = 256 * 1024;

  /** Type of the failure that refuses a larger one. */
  public static final String PAYLOAD_TOO_LARGE = "PayloadTooLarge";

  /** A converter of {@link PayloadJson}'s dialect that refuses payloads above the limit. */
  public static DataConverter newDataConverter() {
    return new SizeGuard(
        DefaultDataConverter.newDefaultInstance()
            .withPayloadConverterOverrides(
                new JacksonJsonPayloadConverter(PayloadJson.newMapper())),
        MAX_PAYLOAD_BYTES);
  }
}
