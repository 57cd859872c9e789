package io.nasoa.workflows.tuning;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tolerance for lists that an older writer did not know. */
final class Lists {
  private Lists() {}

  static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
