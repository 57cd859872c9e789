package io.nasoa.worker.cli;

import java.util.Locale;

/** How a command prints its data. */
public enum OutputFormat {
  TABLE,
  JSON,
  CSV;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
