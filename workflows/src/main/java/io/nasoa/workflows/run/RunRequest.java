package io.nasoa.workflows.run;

import java.util.List;

/** Long work as its client asked for it. */
public interface RunRequest {
  /** The client's name of it. */
  String id();

  /** Name of the store and of the queues it belongs to. */
  String deployment();

  /** Equal exactly for the same work, whoever asks for it. */
  String workHash();

  /** Every reason why it cannot be taken, in field order; empty when it can. */
  List<String> problems();
}
