package io.nasoa.workflows.run;

import io.nasoa.workflows.airflow.DagStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Long work as its client asked for it. */
public interface RunRequest {
  /** The client's name of it. */
  String id();

  /** Name of the store and of the queues it belongs to. */
  String deployment();

  /** What a user's Airflow does first; null for nothing. */
  default @Nullable DagStep before() {
    return null;
  }

  /** What a user's Airflow does last; null for nothing. */
  default @Nullable DagStep after() {
    return null;
  }

  /** Equal exactly for the same work, whoever asks for it. */
  String workHash();

  /** Every reason why it cannot be taken, in field order; empty when it can. */
  List<String> problems();
}
