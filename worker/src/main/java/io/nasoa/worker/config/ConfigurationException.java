package io.nasoa.worker.config;

import java.util.List;

/** The settings cannot be used; the message lists every problem, one a line. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /** Names all of them, one sentence each. */
  public ConfigurationException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** Each problem with its key, value and source. */
  public List<String> problems() {
    return problems;
  }
}
