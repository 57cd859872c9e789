package io.nasoa.worker.config;

import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.ClientConfigTLS;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns a profile with an address into what a client connects with; checks it before. */
final class TemporalConnectionReader {
  private final ClientConfigProfile profile;
  private final List<String> problems;

  TemporalConnectionReader(ClientConfigProfile profile, List<String> problems) {
    this.profile = profile;
    this.problems = problems;
  }

  /**
   * The connection; the embedded server when something is wrong.
   *
   * @param source where the address came from
   */
  TemporalProfile read(String source) {
    int before = problems.size();
    checkAddress(source);
    checkKey();
    checkTls();
    if (problems.size() > before) {
      return TemporalProfile.EMBEDDED;
    }
    try {
      return new TemporalProfile(profile, options(), source);
    } catch (RuntimeException e) {
      problems.add(
          "Temporal at %s: no TLS with %s; PEM files with an X.509 certificate and a PKCS #8 key are needed"
              .formatted(profile.getAddress(), tlsFiles()));
      return TemporalProfile.EMBEDDED;
    }
  }

  /** With an API key the client would turn TLS on against the user's word. */
  private WorkflowServiceStubsOptions options() {
    WorkflowServiceStubsOptions options = profile.toWorkflowServiceStubsOptions();
    return tlsIsOff()
        ? WorkflowServiceStubsOptions.newBuilder(options).setEnableHttps(false).build()
        : options;
  }

  private boolean tlsIsOff() {
    ClientConfigTLS tls = profile.getTls();
    return tls != null && Boolean.TRUE.equals(tls.isDisabled());
  }

  private void checkAddress(String source) {
    if (!profile.getAddress().matches("[^\\s:/]+:\\d{1,5}|\\[[0-9a-fA-F:.]+]:\\d{1,5}")) {
      problems.add(
          "%s: the address of Temporal must be HOST:PORT, was '%s'"
              .formatted(source, profile.getAddress()));
    }
  }

  private void checkKey() {
    String key = profile.getApiKey();
    if (key != null && !key.chars().allMatch(c -> c > ' ' && c < 127)) {
      problems.add("TEMPORAL_API_KEY: holds a blank or a line break, which no key does");
    }
  }

  private void checkTls() {
    ClientConfigTLS tls = profile.getTls();
    if (tls == null || tlsIsOff()) {
      return;
    }
    checkFile("client certificate", tls.getClientCertPath());
    checkFile("client key", tls.getClientKeyPath());
    checkFile("certificate of the server's authority", tls.getServerCACertPath());
    boolean certificate = given(tls.getClientCertPath(), tls.getClientCertData());
    if (certificate != given(tls.getClientKeyPath(), tls.getClientKeyData())) {
      problems.add(
          "Temporal's TLS: a client %s is given, but no %s"
              .formatted(certificate ? "certificate" : "key", certificate ? "key" : "certificate"));
    }
  }

  private void checkFile(String what, @Nullable String path) {
    if (path != null && !path.isEmpty() && !Files.isReadable(Path.of(path))) {
      problems.add("Temporal's TLS: the %s %s cannot be read".formatted(what, path));
    }
  }

  private static boolean given(@Nullable String path, byte @Nullable [] data) {
    return (path != null && !path.isEmpty()) || (data != null && data.length > 0);
  }

  private String tlsFiles() {
    ClientConfigTLS tls = profile.getTls();
    String files =
        tls == null
            ? ""
            : Stream.of(tls.getClientCertPath(), tls.getClientKeyPath(), tls.getServerCACertPath())
                .filter(path -> path != null && !path.isEmpty())
                .collect(Collectors.joining(", "));
    return files.isEmpty() ? "the given certificates" : files;
  }
}
