package io.nasoa.activities.tuning;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import java.lang.management.ManagementFactory;

/** How much memory trainings may take together. */
final class DeviceMemory {
  /** The rest is for the system, and for what an estimate leaves out. */
  private static final double SHARE = 0.9;

  /** Where the machine does not tell. */
  private static final double UNKNOWN = 4e9;

  private DeviceMemory() {}

  /**
   * Bytes of a device; of the CPU what the process may use (a container's limit counts) without the
   * most that its heap takes.
   */
  static double bytes(Device device) {
    if (device.isGpu()) {
      return SHARE * CudaUtils.getGpuMemory(device).getMax();
    }
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      return SHARE * Math.max(0, system.getTotalMemorySize() - Runtime.getRuntime().maxMemory());
    }
    return UNKNOWN;
  }
}
