package io.nasoa.baselines.comparison;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A method of a comparison (protocol P6). */
public enum ComparedMethod {
  /** The planner as it is, learning from its own earlier runs of the comparison. */
  NASOA(false),
  /** The planner as it is, with prior experience only. */
  NASOA_FROZEN(false),
  /** The single configuration for the limit that was best on the other groups. */
  ONE(false),
  /** One zoo model with its default regime, the model that was best so on the other groups. */
  FIXED(false),
  /** Any configuration, by the seed. */
  RANDOM_PLAN(false),
  /** Every network designed by hand, each with its default regime. */
  RIVALS(false),
  /** Random search. */
  RANDOM(true),
  /** Asynchronous successive halving. */
  ASHA(true),
  /** Hyperband. */
  HYPERBAND(true),
  /** BOHB, every rung a schedule of its own. */
  BOHB(true),
  /** BOHB, a promoted trial going on from its trunk. */
  BOHB_CONTINUE(true);

  private final boolean search;

  ComparedMethod(boolean search) {
    this.search = search;
  }

  /** Whether it tries many configurations, up to a cap, and not one. */
  public boolean isSearch() {
    return search;
  }

  /** Its name in requests and figures, such as {@code bohb-continue}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The method of a name; empty for none. */
  public static Optional<ComparedMethod> of(String label) {
    return Arrays.stream(values()).filter(method -> method.label().equals(label)).findFirst();
  }

  /** All names, in the order of their declaration. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(ComparedMethod::label).toList();
  }
}
