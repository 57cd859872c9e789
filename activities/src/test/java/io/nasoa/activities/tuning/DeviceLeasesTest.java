package io.nasoa.activities.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeviceLeasesTest {
  private static final List<String> TWO = List.of("cuda:0", "cuda:1");

  @Test
  void take_anyOfTheClass_isNeverLentTwice() throws Exception {
    DeviceLeases leases = new DeviceLeases(TWO);
    Set<String> lent = ConcurrentHashMap.newKeySet();
    Callable<Boolean> work =
        () -> {
          try (DeviceLeases.Lease lease = leases.take("cuda")) {
            boolean alone = lent.add(lease.device());
            Thread.sleep(1);
            lent.remove(lease.device());
            return alone;
          }
        };
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> done =
          threads.invokeAll(IntStream.range(0, 200).mapToObj(i -> work).toList());
      for (Future<Boolean> one : done) {
        assertThat(one.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void take_namedDevice_waitsForThatOne() throws Exception {
    DeviceLeases leases = new DeviceLeases(TWO);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (DeviceLeases.Lease first = leases.take("cuda:1")) {
      Future<String> second =
          thread.submit(
              () -> {
                try (DeviceLeases.Lease lease = leases.take("cuda:1")) {
                  return lease.device();
                }
              });
      Thread.sleep(50);
      assertThat(second.isDone()).isFalse();
      first.close();
      assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo("cuda:1");
      leases.take("cuda:1"); // for the close at the end of this block
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void take_numberThatTheWorkerLacks_isAnyOfTheClass() throws Exception {
    try (DeviceLeases.Lease lease = new DeviceLeases(List.of("cuda:0")).take("cuda:7")) {
      assertThat(lease.device()).isEqualTo("cuda:0");
    }
  }

  @Test
  void take_otherClass_isRefused() {
    assertThatThrownBy(() -> DeviceLeases.ofCpu(2).take("cuda"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("this worker has cpu, the task wants cuda");
  }
}
