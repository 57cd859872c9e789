package io.nasoa.workflows.run;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a request, one sentence each, in field order. Not thread-safe. */
public final class RequestChecks {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern DEPLOYMENT = Pattern.compile("[a-z0-9][a-z0-9._-]{0,49}");
  private static final Pattern DEVICE = Pattern.compile("cpu|cuda(:[0-9]{1,3})?");

  private final List<String> found = new ArrayList<>();

  /** Adds the rule and the value that breaks it, unless it holds. */
  public void check(boolean holds, String rule, @Nullable Object value) {
    if (!holds) {
      found.add("%s, was %s".formatted(rule, value));
    }
  }

  /** Adds a sentence. */
  public void add(String problem) {
    found.add(problem);
  }

  /** Adds sentences. */
  public void addAll(List<String> problems) {
    found.addAll(problems);
  }

  /** The fields that every request begins with; any of them may be missing. */
  public void identity(
      int schema, @Nullable String id, @Nullable String deployment, @Nullable String data) {
    check(schema >= 1, "schema must be at least 1", schema);
    name("id", id);
    check(
        matches(DEPLOYMENT, deployment),
        "deployment must be like [a-z0-9][a-z0-9._-]*",
        deployment);
    check(data != null && !data.isBlank(), "data must name a directory, a zip or draw:...", data);
  }

  /**
   * A name that may stand in paths and ids.
   *
   * @param what whose name it is
   */
  public void name(String what, @Nullable String name) {
    check(matches(ID, name), what + " must be like [A-Za-z0-9][A-Za-z0-9._-]*", name);
  }

  /** The fields that every request ends with. */
  public void place(@Nullable String device, int priority) {
    check(matches(DEVICE, device), "device must be cpu, cuda or cuda:N", device);
    check(priority >= 1 && priority <= 5, "priority must be 1 to 5", priority);
  }

  /** All of them so far. */
  public List<String> found() {
    return List.copyOf(found);
  }

  private static boolean matches(Pattern pattern, @Nullable String text) {
    return text != null && pattern.matcher(text).matches();
  }
}
