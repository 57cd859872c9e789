package io.nasoa.activities.trial;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Processor time of the current thread, so that waiting for a core does not count. */
public final class ProcessorTime {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ProcessorTime() {}

  /**
   * Seconds since some moment.
   *
   * @param device where the work is done: on others than the CPU, the clock's
   */
  public static double seconds(String device) {
    return device.startsWith("cpu") && THREADS.isCurrentThreadCpuTimeSupported()
        ? THREADS.getCurrentThreadCpuTime() / 1e9
        : System.nanoTime() / 1e9;
  }
}
