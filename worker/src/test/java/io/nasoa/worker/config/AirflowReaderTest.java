package io.nasoa.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nasoa.activities.airflow.AirflowConnection;
import io.nasoa.activities.airflow.AirflowCredentials.Anonymous;
import io.nasoa.activities.airflow.AirflowCredentials.BearerToken;
import io.nasoa.activities.airflow.AirflowCredentials.UserPassword;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AirflowReaderTest {
  @TempDir Path directory;

  private Settings read(String yaml, Map<String, String> variables) throws Exception {
    Files.writeString(directory.resolve("nasoa.yaml"), yaml);
    return SettingsReader.read(Map.of(), null, variables, directory, 1).settings();
  }

  private static AirflowConnection connection(Settings settings, String name) {
    return Objects.requireNonNull(settings.airflow().get(name));
  }

  private List<String> problems(String yaml, Map<String, String> variables) {
    return catchThrowableOfType(ConfigurationException.class, () -> read(yaml, variables))
        .problems();
  }

  @Test
  void read_nothing_isNoConnection() throws Exception {
    Map<String, String> airflowsOwn = Map.of("AIRFLOW_HOME", "/a", "AIRFLOW__API__PORT", "1");

    assertThat(read("", airflowsOwn).airflow()).isEmpty();
  }

  @Test
  void read_variablesAlone_areTheDefault() throws Exception {
    Settings settings =
        read(
            "",
            Map.of(
                "AIRFLOW_URL", "http://a:8080/", "AIRFLOW_USER", "ada", "AIRFLOW_PASSWORD", "s3c"));

    AirflowConnection connection = connection(settings, "default");
    assertThat(connection.baseUrl()).hasToString("http://a:8080");
    assertThat(connection.credentials()).isEqualTo(new UserPassword("ada", "s3c"));
    assertThat(settings.toString()).doesNotContain("s3c");
  }

  @Test
  void read_fileAndVariables_meetByName() throws Exception {
    Settings settings =
        read(
            "airflow:\n  team-a: {url: 'https://a/prefix', user: ada}\n  open: {url: 'http://o'}\n",
            Map.of(
                "AIRFLOW_PASSWORD_TEAM_A",
                "s3c",
                "AIRFLOW_URL_OTHER",
                "http://b",
                "AIRFLOW_TOKEN_OTHER",
                "t0k"));

    assertThat(settings.airflow()).containsOnlyKeys("open", "other", "team-a");
    assertThat(connection(settings, "team-a").credentials())
        .isEqualTo(new UserPassword("ada", "s3c"));
    assertThat(connection(settings, "other").credentials()).isInstanceOf(BearerToken.class);
    assertThat(connection(settings, "open").credentials()).isInstanceOf(Anonymous.class);
    assertThat(settings.toString()).doesNotContain("s3c", "t0k");
  }

  @Test
  void read_whatCannotBe_isNamedAllAtOnce() {
    List<String> problems =
        problems(
            "airflow:\n  a: {url: 'http://a', password: s3c}\n  b: {user: u}\n  c: {url: 'ftp://c'}\n",
            Map.of("AIRFLOW_URL", "http://d", "AIRFLOW_PASSWORD", "s3c"));

    assertThat(problems)
        .hasSize(4)
        .anyMatch(it -> it.startsWith("airflow.a.password: secrets come from the environment only"))
        .anyMatch(it -> it.startsWith("airflow.b has a user but no password; AIRFLOW_PASSWORD_B"))
        .anyMatch(it -> it.startsWith("airflow.c.url: Airflow's address must be like"))
        .anyMatch(it -> it.startsWith("airflow.default has a password but no user"))
        .noneMatch(it -> it.contains("s3c"));
  }
}
