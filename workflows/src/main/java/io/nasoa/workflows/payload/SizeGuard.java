package io.nasoa.workflows.payload;

import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.DataConverter;
import io.temporal.failure.ApplicationFailure;
import io.temporal.payload.context.SerializationContext;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * Refuses to write a payload above a limit, with a failure that no retry repeats. It wraps a whole
 * converter because the default one hides what a single payload's converter throws.
 */
final class SizeGuard implements DataConverter {
  private final DataConverter converter;
  private final int maxBytes;

  SizeGuard(DataConverter converter, int maxBytes) {
    this.converter = converter;
    this.maxBytes = maxBytes;
  }

  @Override
  public <T> Optional<Payload> toPayload(T value) {
    Optional<Payload> payload = converter.toPayload(value);
    payload.ifPresent(this::check);
    return payload;
  }

  @Override
  public Optional<Payloads> toPayloads(Object... values) {
    Optional<Payloads> payloads = converter.toPayloads(values);
    payloads.ifPresent(all -> all.getPayloadsList().forEach(this::check));
    return payloads;
  }

  private void check(Payload payload) {
    int bytes = payload.getData().size();
    if (bytes > maxBytes) {
      throw ApplicationFailure.newNonRetryableFailure(
          "a payload of %d bytes is above the limit of %d: put the data into the artifact root and pass its path"
              .formatted(bytes, maxBytes),
          PayloadConverters.PAYLOAD_TOO_LARGE);
    }
  }

  @Override
  public <T> T fromPayload(Payload payload, Class<T> valueClass, Type valueType) {
    return converter.fromPayload(payload, valueClass, valueType);
  }

  @Override
  public <T> T fromPayloads(
      int index, Optional<Payloads> content, Class<T> valueType, Type valueGenericType) {
    return converter.fromPayloads(index, content, valueType, valueGenericType);
  }

  @Override
  public RuntimeException failureToException(Failure failure) {
    return converter.failureToException(failure);
  }

  @Override
  public Failure exceptionToFailure(Throwable throwable) {
    return converter.exceptionToFailure(throwable);
  }

  @Override
  public DataConverter withContext(SerializationContext context) {
    return new SizeGuard(converter.withContext(context), maxBytes);
  }
}
