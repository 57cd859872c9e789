package io.nasoa.worker.config;

import io.nasoa.activities.airflow.AirflowConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings of one process.
 *
 * @param dataDir absolute; everything is kept in it
 * @param deployment name of the store in queues and workflow ids
 * @param dataRoots absolute directories in which data may lie; empty = everywhere
 * @param threads native threads of one training, at least 1
 * @param slots trainings at the same time, at least 1
 * @param device where tasks run that do not say: {@code cpu} or {@code cuda:N}
 * @param devices what trainers use, at least one
 * @param checkpointInterval time between checkpoints of a training
 * @param cacheDir absolute; holds the unpacked native libraries
 * @param temporal which Temporal to use
 * @param airflow connections to users' Airflows by their names, with their credentials
 */
public record Settings(
    Path dataDir,
    String deployment,
    List<Path> dataRoots,
    int threads,
    int slots,
    String device,
    List<String> devices,
    Duration checkpointInterval,
    Path cacheDir,
    TemporalProfile temporal,
    SortedMap<String, AirflowConnection> airflow) {
  public Settings {
    dataRoots = List.copyOf(dataRoots);
    devices = List.copyOf(devices);
    airflow = Collections.unmodifiableSortedMap(new TreeMap<>(airflow));
  }

  /** The same with a device more, when there is none of its class. */
  public Settings offering(String wanted) {
    if (deviceClasses().contains(classOf(wanted))) {
      return this;
    }
    List<String> more = new ArrayList<>(devices);
    more.add(wanted);
    return new Settings(
        dataDir,
        deployment,
        dataRoots,
        threads,
        slots,
        device,
        more,
        checkpointInterval,
        cacheDir,
        temporal,
        airflow);
  }

  /** Trainings at the same time on one class of devices: a GPU takes one, the CPU its slots. */
  public int slotsOn(String deviceClass) {
    int gpus = (int) devices.stream().filter(it -> classOf(it).equals(deviceClass)).count();
    return deviceClass.equals("cpu") ? slots : Math.max(1, gpus);
  }

  /** Classes of the trainers' devices: the last part of their queues' names. */
  public List<String> deviceClasses() {
    return devices.stream().map(Settings::classOf).distinct().toList();
  }

  private static String classOf(String device) {
    return device.startsWith("cuda") ? "cuda" : "cpu";
  }
}
