package io.nasoa.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.worker.config.Settings;
import io.nasoa.worker.config.SettingsReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerChildrenTest {
  @TempDir private Path directory;

  @Test
  void arguments_readByTheChild_areItsParentsSettingsOnItsOwnDevice() {
    Settings parent =
        read(
            Map.of(
                "deployment", "team-a",
                "dataRoots", "a:/b",
                "devices", "cuda:0,cuda:1",
                "slots", "3",
                "threads", "2"));

    Settings child = read(flags(TrainerChildren.arguments(parent, "cuda:1")));

    assertThat(child.devices()).containsExactly("cuda:1");
    assertThat(child.device()).isEqualTo("cuda:1");
    assertThat(child)
        .usingRecursiveComparison()
        .ignoringFields("device", "devices")
        .isEqualTo(parent);
  }

  @Test
  void slotsOn_gpus_isOneEachWhateverTheSettingSays() {
    Settings settings = read(Map.of("devices", "cpu,cuda:0,cuda:1", "slots", "7"));
    assertThat(settings.slotsOn("cpu")).isEqualTo(7);
    assertThat(settings.slotsOn("cuda")).isEqualTo(2);
    assertThat(read(Map.of("slots", "7")).offering("cuda:3").slotsOn("cuda")).isEqualTo(1);
  }

  @Test
  void start_devicesOfTwoClasses_isRefused() {
    CommandRun run =
        CommandRun.of(
            directory,
            Map.of("TEMPORAL_ADDRESS", "127.0.0.1:1"),
            "worker",
            "start",
            "--set",
            "devices=cpu,cuda:0");
    assertThat(run.code()).isEqualTo(ExitCode.INVALID_INPUT.value());
    assertThat(run.err()).contains("devices are cpu, cuda:0: a worker serves one class of them");
  }

  private static Map<String, String> flags(List<String> arguments) {
    Map<String, String> flags = new HashMap<>();
    arguments.stream()
        .filter(argument -> argument.contains("="))
        .map(argument -> argument.split("=", 2))
        .forEach(pair -> flags.put(pair[0], pair[1]));
    return flags;
  }

  private Settings read(Map<String, String> flags) {
    return SettingsReader.read(flags, null, Map.of("HOME", "/home/u"), directory, 7).settings();
  }
}
