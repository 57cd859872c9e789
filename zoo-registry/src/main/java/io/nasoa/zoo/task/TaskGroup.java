package io.nasoa.zoo.task;

import java.util.List;

/**
 * Tasks that are evaluated and left out together (protocol P2).
 *
 * @param name of the group
 * @param role what its tasks may be used for
 * @param data names of the data sets it comes from, without folder and {@code .zip}
 * @param classes of that data set; empty for all
 */
public record TaskGroup(String name, Role role, List<String> data, List<String> classes) {
  /** What tasks may be used for. */
  public enum Role {
    /** Free to look at; may shape the method. */
    DEV,
    /** Headlines; run after the protocol was frozen. */
    REPORT,
    /** Withheld classes of the source: experience, beside the headlines. */
    SOURCE,
    /** Drawn by the program: never in a headline. */
    DRAWN,
    /** Not of the protocol: somebody's own data. */
    OTHER;

    /** Whether figures of such tasks may stand in a headline. */
    public boolean isHeadline() {
      return this == REPORT;
    }
  }

  public TaskGroup {
    data = List.copyOf(data);
    classes = List.copyOf(classes);
  }

  /** The whole of one of its data sets as a task. */
  public SubTask whole(String reference) {
    return SubTask.ofClasses(reference, classes);
  }
}
