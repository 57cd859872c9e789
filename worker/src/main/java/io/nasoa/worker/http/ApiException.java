package io.nasoa.worker.http;

import org.jspecify.annotations.Nullable;

/** A request that is answered with an error: a status and one sentence. */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final @Nullable String field;

  ApiException(int status, String sentence, @Nullable String field) {
    super(sentence, null, false, false);
    this.status = status;
    this.field = field;
  }

  ApiException(int status, String sentence) {
    this(status, sentence, null);
  }

  /** A field of the request that cannot be right. */
  static ApiException invalid(String field, String sentence) {
    return new ApiException(400, sentence, field);
  }

  int status() {
    return status;
  }

  /** The field at fault, if it is one. */
  @Nullable String field() {
    return field;
  }
}
