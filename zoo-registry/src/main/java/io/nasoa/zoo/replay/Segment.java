package io.nasoa.zoo.replay;

import io.nasoa.zoo.task.TaskGroup;
import java.util.Locale;

/** Which cells a figure is about. */
public enum Segment {
  /** Informative cells of REPORT groups: the headline. */
  REPORT_INFORMATIVE,
  /** All cells of REPORT groups. */
  REPORT,
  /** Informative cells of DEV groups. */
  DEV_INFORMATIVE,
  /** All cells of DEV groups. */
  DEV,
  /** Everything in the table. */
  ALL;

  /**
   * Whether it is about a cell.
   *
   * @param role of the cell's group
   * @param informative whether it matters in the cell what is chosen
   */
  public boolean contains(TaskGroup.Role role, boolean informative) {
    return switch (this) {
      case REPORT_INFORMATIVE -> role.isHeadline() && informative;
      case REPORT -> role.isHeadline();
      case DEV_INFORMATIVE -> role == TaskGroup.Role.DEV && informative;
      case DEV -> role == TaskGroup.Role.DEV;
      case ALL -> true;
    };
  }

  /** Its name in figures. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
