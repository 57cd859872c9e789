package io.nasoa.activities.tuning;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The devices of one worker, each lent to one stage at a time. A task names a device as its client
 * knows it; a worker on another machine may have others of that class, and then lends one of those.
 *
 * <p>Thread-safe; whoever waits longest is not always first.
 */
public final class DeviceLeases {
  private final List<String> all;
  private final List<String> free;

  /**
   * @param devices such as {@code cuda:0}; the CPU stands in it once for each slot
   */
  public DeviceLeases(List<String> devices) {
    if (devices.isEmpty()) {
      throw new IllegalArgumentException("a worker has at least one device");
    }
    this.all = List.copyOf(devices);
    this.free = new ArrayList<>(devices);
  }

  /** The CPU, for that many stages at a time. */
  public static DeviceLeases ofCpu(int slots) {
    return new DeviceLeases(Collections.nCopies(slots, "cpu"));
  }

  /**
   * Those devices.
   *
   * @param slots how many stages the CPU, if it is among them, takes at a time
   */
  public static DeviceLeases of(List<String> devices, int slots) {
    List<String> lent = new ArrayList<>();
    for (String device : devices) {
      lent.addAll(Collections.nCopies(device.equals("cpu") ? slots : 1, device));
    }
    return new DeviceLeases(lent);
  }

  /** How many stages may compute on a device at a time. */
  public int slots(String device) {
    return Math.max(1, (int) all.stream().filter(device::equals).count());
  }

  /**
   * Waits for a device.
   *
   * @param wanted {@code cpu}, {@code cuda} for any, or {@code cuda:N} for that one where the
   *     worker has it
   * @throws IllegalArgumentException if the worker has no device of that class
   */
  public synchronized Lease take(String wanted) throws InterruptedException {
    requireClass(wanted);
    while (true) {
      Optional<String> found = free.stream().filter(device -> serves(device, wanted)).findFirst();
      if (found.isPresent()) {
        free.remove(found.get());
        return new Lease(found.get());
      }
      wait();
    }
  }

  private boolean serves(String device, String wanted) {
    return all.contains(wanted) ? device.equals(wanted) : sameClass(device, wanted);
  }

  private void requireClass(String wanted) {
    if (all.stream().noneMatch(device -> sameClass(device, wanted))) {
      throw new IllegalArgumentException(
          "this worker has %s, the task wants %s"
              .formatted(String.join(", ", new TreeSet<>(all)), wanted));
    }
  }

  private static boolean sameClass(String one, String other) {
    return classOf(one).equals(classOf(other));
  }

  private static String classOf(String device) {
    int colon = device.indexOf(':');
    return colon < 0 ? device : device.substring(0, colon);
  }

  private synchronized void giveBack(String device) {
    free.add(device);
    notifyAll();
  }

  /** A device that nobody else has until this is closed; close it once. */
  public final class Lease implements AutoCloseable {
    private final String device;

    private Lease(String device) {
      this.device = device;
    }

    /** The device. */
    public String device() {
      return device;
    }

    @Override
    public void close() {
      giveBack(device);
    }
  }
}
