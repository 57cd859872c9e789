package io.nasoa.worker.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.worker.tools.InstalledTool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shipped operator's own tests, with the installed Airflow's Python. */
class OperatorIT {
  @TempDir Path directory;

  @Test
  @Timeout(120)
  void operator_passesItsTests() throws Exception {
    Path python = InstalledTool.require("airflow").resolve("bin/python");
    Path tests = InstalledTool.folder("airflow").resolve("test_nasoa_airflow.py");
    Path output = directory.resolve("output.txt");
    ProcessBuilder builder = new ProcessBuilder(python.toString(), tests.toString());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("AIRFLOW") || name.startsWith("PYTHON"));
    environment.put("AIRFLOW_HOME", directory.toString());
    environment.put("PYTHONPATH", RealAirflow.shipped().toString());
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(output).content(StandardCharsets.UTF_8).contains("\nRan ", "\nOK");
    assertThat(process.exitValue()).isZero();
  }
}
