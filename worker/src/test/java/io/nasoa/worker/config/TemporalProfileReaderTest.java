package io.nasoa.worker.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemporalProfileReaderTest {
  private static final String SECRET = "s3cret-of-ours";
  private static final String PROFILES =
      """
      [profile.default]
      address = "file:7233"
      namespace = "of-file"
      [profile.cloud]
      address = "cloud:7233"
      api_key = "%s"
      [profile.nowhere]
      namespace = "n"
      """
          .formatted(SECRET);

  @TempDir Path directory;
  private final List<String> problems = new ArrayList<>();

  private TemporalProfile read(Map<String, String> flags, Map<String, String> environment) {
    Map<String, String> variables = new HashMap<>(environment);
    variables.putIfAbsent("HOME", directory.toString());
    TemporalProfile profile =
        new TemporalProfileReader(flags, variables, directory, problems).read();
    assertThat(profile.toString()).doesNotContain(SECRET);
    assertThat(problems).noneMatch(problem -> problem.contains(SECRET));
    return profile;
  }

  private TemporalProfile read(String... environment) {
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < environment.length; i += 2) {
      variables.put(environment[i], environment[i + 1]);
    }
    return read(Map.of(), variables);
  }

  private Path write(String file, String text) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  private Path usualFile(String text) throws IOException {
    return write(".config/temporalio/temporal.toml", text);
  }

  @Test
  void nothingGiven_isEmbedded() {
    TemporalProfile profile = read();
    assertThat(profile.embedded()).isTrue();
    assertThat(profile.namespace()).isEqualTo("default");
    assertThat(profile.source()).isEqualTo("default");
    assertThat(problems).isEmpty();
  }

  @Test
  void variable_isRemote() {
    TemporalProfile profile = read("TEMPORAL_ADDRESS", "h:7233");
    assertThat(profile.embedded()).isFalse();
    assertThat(profile.connection().getTarget()).isEqualTo("h:7233");
    assertThat(profile.connection().getEnableHttps()).isFalse();
    assertThat(profile.source()).isEqualTo("TEMPORAL_ADDRESS");
  }

  @Test
  void usualFile_isRemoteByItsDefaultProfile() throws IOException {
    Path file = usualFile(PROFILES);
    TemporalProfile profile = read();
    assertThat(profile.address()).isEqualTo("file:7233");
    assertThat(profile.namespace()).isEqualTo("of-file");
    assertThat(profile.source()).isEqualTo(file.toString());
  }

  @Test
  void variable_winsOverFile_andFlagOverVariable() throws IOException {
    usualFile(PROFILES);
    assertThat(read("TEMPORAL_ADDRESS", "env:1").address()).isEqualTo("env:1");
    TemporalProfile profile =
        read(Map.of("TEMPORAL_ADDRESS", "flag:1"), Map.of("TEMPORAL_ADDRESS", "env:1"));
    assertThat(profile.address()).isEqualTo("flag:1");
    assertThat(profile.source()).isEqualTo("flag");
    assertThat(profile.namespace()).isEqualTo("of-file");
    assertThat(read("TEMPORAL_ADDRESS", "").embedded()).isTrue();
    assertThat(problems).isEmpty();
  }

  @Test
  void namedProfile_withApiKey_hasTlsAndShowsNoKey() throws IOException {
    write("t.toml", PROFILES);
    TemporalProfile profile = read("TEMPORAL_CONFIG_FILE", "t.toml", "TEMPORAL_PROFILE", "cloud");
    assertThat(profile.address()).isEqualTo("cloud:7233");
    assertThat(profile.apiKeyGiven()).isTrue();
    assertThat(profile.connection().getEnableHttps()).isTrue();
    assertThat(profile.connection().getGrpcMetadataProviders()).hasSize(1);
  }

  @Test
  void apiKey_withTlsTurnedOff_isWithoutTls() {
    TemporalProfile profile =
        read("TEMPORAL_ADDRESS", "h:1", "TEMPORAL_API_KEY", SECRET, "TEMPORAL_TLS", "false");
    assertThat(profile.connection().getEnableHttps()).isFalse();
  }

  @Test
  void unknownProfile_namesThoseThatAre() throws IOException {
    usualFile(PROFILES);
    assertThat(read("TEMPORAL_PROFILE", "clud").embedded()).isTrue();
    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("TEMPORAL_PROFILE is clud, but ")
        .endsWith("has [cloud, default, nowhere]");
  }

  @Test
  void profileWithoutFile_isRefused() {
    read("TEMPORAL_PROFILE", "cloud");
    assertThat(problems).singleElement().asString().contains("there is no profile file");
  }

  @Test
  void namedProfileWithoutAddress_isRefused() throws IOException {
    usualFile(PROFILES);
    read("TEMPORAL_PROFILE", "nowhere");
    assertThat(problems).singleElement().asString().contains("nowhere", "has no address");
  }

  @Test
  void missingFile_isRefused() {
    read("TEMPORAL_CONFIG_FILE", "none.toml");
    assertThat(problems).containsExactly("TEMPORAL_CONFIG_FILE is none.toml, which is no file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [profile.default]~api_key = "%s  | line 2 cannot be understood
          [profile.default]~tls = "%s"     | a value is not of the kind
          api_key = "%s"                   | holds no [profile.NAME]
          [profile]~default = "%s"         | a value is not of the kind
          """)
  void brokenFile_isNamedWithoutItsContent(String text, String problem) throws IOException {
    Path file = usualFile(text.replace('~', '\n').formatted(SECRET));
    assertThat(read().embedded()).isTrue();
    assertThat(problems).singleElement().asString().startsWith(file + ": ").contains(problem);
  }

  @ParameterizedTest
  @CsvSource({"h", "h:", "h:x", "http://h:1", "h:123456", "'h:1 '"})
  void malformedAddress_isRefused(String address) {
    read("TEMPORAL_ADDRESS", address);
    assertThat(problems)
        .containsExactly(
            "TEMPORAL_ADDRESS: the address of Temporal must be HOST:PORT, was '%s'"
                .formatted(address));
  }

  @Test
  void apiKeyWithLineBreak_isRefusedUnseen() {
    read("TEMPORAL_ADDRESS", "h:1", "TEMPORAL_API_KEY", SECRET + "\n");
    assertThat(problems).singleElement().asString().startsWith("TEMPORAL_API_KEY: ");
  }

  @Test
  void metadataThatIsNone_isRefused() {
    read("TEMPORAL_ADDRESS", "h:1", "TEMPORAL_GRPC_META_A B", SECRET);
    assertThat(problems).singleElement().asString().startsWith("TEMPORAL_GRPC_META_");
  }

  @Test
  void missingCertificate_isNamed() {
    read("TEMPORAL_ADDRESS", "h:1", "TEMPORAL_TLS_SERVER_CA_CERT_PATH", "ca.pem");
    assertThat(problems)
        .containsExactly(
            "Temporal's TLS: the certificate of the server's authority %s cannot be read"
                .formatted(directory.resolve("ca.pem")));
  }

  @Test
  void certificateWithoutKey_isRefused() throws IOException {
    write("c.pem", "x");
    read("TEMPORAL_ADDRESS", "h:1", "TEMPORAL_TLS_CLIENT_CERT_PATH", "c.pem");
    assertThat(problems)
        .containsExactly("Temporal's TLS: a client certificate is given, but no key");
  }

  @Test
  void rubbishCertificate_isRefusedUnseen() throws IOException {
    Path file = write("ca.pem", SECRET);
    read("TEMPORAL_ADDRESS", "h:1", "TEMPORAL_TLS_SERVER_CA_CERT_PATH", "ca.pem");
    assertThat(problems).singleElement().asString().contains("no TLS with " + file);
  }
}
