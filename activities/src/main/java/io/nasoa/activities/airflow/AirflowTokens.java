package io.nasoa.activities.airflow;

import java.util.Optional;
import java.util.function.Supplier;

/** The token in use; fetched on first need and again when it was refused. Thread-safe. */
final class AirflowTokens {
  private final Supplier<Optional<String>> source;
  private boolean fetched;
  private Optional<String> current = Optional.empty();

  AirflowTokens(Supplier<Optional<String>> source) {
    this.source = source;
  }

  /** The token; empty when the Airflow wants none. */
  synchronized Optional<String> current() {
    if (!fetched) {
      current = source.get();
      fetched = true;
    }
    return current;
  }

  /** Another token than the refused one; many threads with the same refused one fetch one. */
  synchronized Optional<String> after(Optional<String> refused) {
    if (refused.equals(current)) {
      fetched = false;
    }
    return current();
  }
}
