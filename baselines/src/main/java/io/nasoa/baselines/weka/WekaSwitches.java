package io.nasoa.baselines.weka;

import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The one place that says how Weka starts: offline, without packages, windows and native code. */
final class WekaSwitches {
  /** Held, because the logging of the JDK forgets the levels of loggers that nobody holds. */
  private static final Logger NATIVES = Logger.getLogger("com.github.fommil");

  private WekaSwitches() {}

  /** Sets what is not set yet; before any of Weka's classes is used. */
  static void set() {
    // Otherwise a folder "wekafiles" appears in the home of the user.
    Path home = Path.of(System.getProperty("java.io.tmpdir"), "nasoa-weka");
    setUnlessSet("WEKA_HOME", home.toString());
    setUnlessSet("weka.packageManager.offline", "true");
    setUnlessSet("weka.packageManager.loadPackages", "false");
    setUnlessSet("java.awt.headless", "true");
    // It would warn of each native library that it does not find; pure Java does.
    NATIVES.setLevel(Level.SEVERE);
  }

  private static void setUnlessSet(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }
}
