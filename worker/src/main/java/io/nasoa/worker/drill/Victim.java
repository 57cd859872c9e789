package io.nasoa.worker.drill;

import java.util.List;
import java.util.SplittableRandom;

/** What is killed (SIGKILL) at one moment. */
public enum Victim {
  /** One trainer process. */
  TRAINER,
  /** The process that owns the store; with the embedded server, that server too. */
  CONTROL,
  /** The Temporal server. */
  SERVER,
  /** Control and the server at once. */
  CONTROL_AND_SERVER,
  /** A trainer and control at once. */
  TRAINER_AND_CONTROL;

  /** The victims there are with a server of its own, or with the embedded one. */
  static List<Victim> of(boolean ownServer) {
    return ownServer ? List.of(values()) : List.of(TRAINER, CONTROL, TRAINER_AND_CONTROL);
  }

  static Victim draw(boolean ownServer, SplittableRandom random) {
    List<Victim> all = of(ownServer);
    return all.get(random.nextInt(all.size()));
  }

  boolean trainer() {
    return this == TRAINER || this == TRAINER_AND_CONTROL;
  }

  boolean control() {
    return this == CONTROL || this == CONTROL_AND_SERVER || this == TRAINER_AND_CONTROL;
  }

  boolean server() {
    return this == SERVER || this == CONTROL_AND_SERVER;
  }
}
