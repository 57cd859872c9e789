package io.nasoa.activities.airflow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Takes an answer of any length in bounded memory: one that must be whole is refused beyond the
 * limit, of any other only the end is kept.
 */
final class BoundedBody implements BodySubscriber<String> {
  private final int limit;
  private final boolean endOnly;
  private final CompletableFuture<String> text = new CompletableFuture<>();
  private ByteArrayOutputStream older = new ByteArrayOutputStream();
  private ByteArrayOutputStream newer = new ByteArrayOutputStream();
  private @Nullable Subscription subscription;

  private BoundedBody(int limit, boolean endOnly) {
    this.limit = limit;
    this.endOnly = endOnly;
  }

  /** A body of at most so many bytes. */
  static BoundedBody whole(int limit) {
    return new BoundedBody(limit, false);
  }

  /** At least the last so many bytes of a body, at most twice as many, or all of a shorter one. */
  static BoundedBody end(int limit) {
    return new BoundedBody(limit, true);
  }

  @Override
  public CompletionStage<String> getBody() {
    return text;
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      newer.writeBytes(bytes);
    }
    if (newer.size() <= limit) {
      return;
    }
    if (endOnly) {
      older = newer;
      newer = new ByteArrayOutputStream();
    } else {
      if (subscription != null) {
        subscription.cancel();
      }
      text.completeExceptionally(
          new IOException("an answer of more than %d bytes".formatted(limit)));
    }
  }

  @Override
  public void onError(Throwable problem) {
    text.completeExceptionally(problem);
  }

  @Override
  public void onComplete() {
    text.complete(older.toString(StandardCharsets.UTF_8) + newer.toString(StandardCharsets.UTF_8));
  }
}
