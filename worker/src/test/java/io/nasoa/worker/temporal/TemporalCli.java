package io.nasoa.worker.temporal;

import io.nasoa.worker.tools.InstalledTool;
import java.io.IOException;
import java.nio.file.Path;

/** The pinned Temporal server of {@code src/test/tools/temporal}. */
public final class TemporalCli {
  private TemporalCli() {}

  /** The executable file. */
  public static Path require() throws IOException, InterruptedException {
    return InstalledTool.require("temporal");
  }
}
