package io.nasoa.worker.faults;

import io.nasoa.activities.data.DataRoots;
import io.nasoa.activities.network.TorchRuntime;
import io.nasoa.activities.record.TaskRecordActivitiesImpl;
import io.nasoa.activities.tuning.DeviceLeases;
import io.nasoa.activities.tuning.Trainer;
import io.nasoa.activities.tuning.TuningActivitiesImpl;
import io.nasoa.worker.config.DataDirectory;
import io.nasoa.worker.process.NativeHeap;
import io.nasoa.worker.temporal.EmbeddedTemporal;
import io.nasoa.worker.temporal.TaskService;
import io.nasoa.worker.temporal.WorkerActivities;
import io.nasoa.worker.temporal.WorkerSettings;
import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.experience.ExperienceStore;
import io.nasoa.zoo.experience.StepTimeStore;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The process of {@link MemoryIT}: the same short task again and again on one service. Arguments:
 * the data directory and the numbers of tasks after which memory is read. Each reading is a line of
 * standard output: tasks, heap bytes, resident bytes, open arrays.
 */
final class MemoryRun {
  private static final Path STATUS = Path.of("/proc/self/status");

  private MemoryRun() {}

  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Clock clock = Clock.systemUTC();
    TorchRuntime torch = TorchRuntime.start(1);
    try (DataDirectory owned = DataDirectory.open(Path.of(arguments[0]), UUID::randomUUID, clock);
        EmbeddedTemporal temporal = EmbeddedTemporal.start();
        TaskService service = service(torch, owned, temporal, clock)) {
      service.start();
      int done = 0;
      for (int i = 1; i < arguments.length; i++) {
        int tasks = Integer.parseInt(arguments[i]);
        run(service, done + 1, tasks);
        done = tasks;
        out.println(tasks + " " + Reading.take() + " " + torch.openArrays());
      }
    }
    System.exit(0);
  }

  private static TaskService service(
      TorchRuntime torch, DataDirectory owned, EmbeddedTemporal temporal, Clock clock) {
    return new TaskService(
        temporal,
        new WorkerSettings("default", owned.database().storeId().toString(), "cpu", 1),
        owned.tasks(),
        WorkerActivities.ofTasks(
            new TaskRecordActivitiesImpl(
                owned.tasks(),
                owned.zoo(),
                new StepTimeStore(owned.database()),
                new ExperienceStore(owned.database()),
                owned.path(),
                clock),
            Optional.of(
                new TuningActivitiesImpl(
                    new Trainer(
                        owned.path(),
                        DataRoots.EVERYTHING,
                        DeviceLeases.ofCpu(8),
                        2,
                        () -> torch,
                        clock)))),
        Optional.empty(),
        clock);
  }

  private static void run(TaskService service, int from, int to) throws InterruptedException {
    for (int i = from; i <= to; i++) {
      String id = "same-" + i;
      service.submit(request(id));
      TaskState state = service.await(id).task().state();
      if (state != TaskState.SUCCEEDED) {
        throw new IllegalStateException(id + " ended as " + state);
      }
    }
  }

  private static FineTuningRequest request(String id) {
    return new FineTuningRequest(
        FineTuningRequest.SCHEMA,
        id,
        "default",
        "draw:shapes:classes=2,images=40,size=32",
        null,
        6,
        "nasoa-5m",
        0,
        null,
        null,
        8,
        10,
        null,
        3,
        "cpu",
        1);
  }

  /** What the process holds once all garbage is gone. */
  private record Reading(long heapBytes, long residentBytes) {
    static Reading take() throws IOException, InterruptedException {
      long heap = settledHeap();
      NativeHeap.trim();
      return new Reading(heap, resident(heap));
    }

    /**
     * The least of ten readings: cleaners take a moment, and between two collections the threads of
     * the store and of the server leave up to 3 MB.
     */
    private static long settledHeap() throws InterruptedException {
      long least = Long.MAX_VALUE;
      for (int i = 0; i < 10; i++) {
        System.gc();
        least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        TimeUnit.MILLISECONDS.sleep(100);
      }
      return least;
    }

    /** Only Linux tells; elsewhere the heap stands for all. */
    private static long resident(long otherwise) throws IOException {
      if (!Files.exists(STATUS)) {
        return otherwise;
      }
      String line =
          Files.readAllLines(STATUS).stream()
              .filter(text -> text.startsWith("VmRSS:"))
              .findFirst()
              .orElseThrow();
      return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
    }

    @Override
    public String toString() {
      return heapBytes + " " + residentBytes;
    }
  }
}
