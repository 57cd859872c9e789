package io.nasoa.worker.process;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The C library's heap, in which the engine's arrays lie. It is told to keep what a training step
 * frees, because the next step wants it again; between two tasks it may go back to the system.
 */
public final class NativeHeap {
  private NativeHeap() {}

  /** Gives freed memory back to the system; does nothing where the JVM cannot (glibc only). */
  public static void trim() {
    try {
      ManagementFactory.getPlatformMBeanServer()
          .invoke(
              new ObjectName("com.sun.management:type=DiagnosticCommand"),
              "systemTrimNativeHeap",
              new Object[0],
              new String[0]);
    } catch (JMException e) {
      // Another JVM or C library: the memory stays with the process, as before.
    }
  }
}
