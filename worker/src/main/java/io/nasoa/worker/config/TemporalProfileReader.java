package io.nasoa.worker.config;

import io.temporal.envconfig.ClientConfig;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.ClientConfigTLS;
import io.temporal.envconfig.LoadClientConfigOptions;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code TEMPORAL_*} and the profile file that Temporal's own tool writes. Says what is wrong
 * in our own words: those of the libraries may hold a secret.
 */
final class TemporalProfileReader {
  private static final String ADDRESS = "TEMPORAL_ADDRESS";
  private static final String PROFILE = "TEMPORAL_PROFILE";
  private static final String CONFIG_FILE = "TEMPORAL_CONFIG_FILE";

  /** The variables that the command line may override. */
  static final List<String> FLAGS = List.of(ADDRESS, "TEMPORAL_NAMESPACE", PROFILE);

  private static final String EMPTY_FILE = "[profile]";

  private final Map<String, String> flags;
  private final Map<String, String> environment;
  private final Path directory;
  private final List<String> problems;

  /**
   * @param flags variables that the command line overrides
   * @param environment the variables
   * @param directory where relative paths start
   * @param problems takes what is wrong
   */
  TemporalProfileReader(
      Map<String, String> flags,
      Map<String, String> environment,
      Path directory,
      List<String> problems) {
    this.flags = Map.copyOf(flags);
    this.environment = new LinkedHashMap<>(environment);
    this.environment.putAll(flags);
    this.directory = directory;
    this.problems = problems;
  }

  /** The profile that holds; the embedded one when something is wrong. */
  TemporalProfile read() {
    int before = problems.size();
    Path file = file().orElse(null);
    byte[] text = file == null ? bytes(EMPTY_FILE) : text(file);
    if (problems.size() > before || !hasProfile(file, text)) {
      return TemporalProfile.EMBEDDED;
    }
    ClientConfigProfile profile = load(text);
    if (profile == null) {
      return TemporalProfile.EMBEDDED;
    }
    if (profile.getAddress() == null || profile.getAddress().isBlank()) {
      if (!environment.containsKey(ADDRESS) && !variable(PROFILE).isEmpty()) {
        problems.add("profile %s in %s has no address".formatted(variable(PROFILE), file));
      }
      return new TemporalProfile(profile, null, "default");
    }
    return new TemporalConnectionReader(profile, problems).read(source(file));
  }

  private String source(@Nullable Path file) {
    if (flags.containsKey(ADDRESS)) {
      return "flag";
    }
    return file == null || environment.containsKey(ADDRESS) ? ADDRESS : file.toString();
  }

  private String variable(String name) {
    return environment.getOrDefault(name, "");
  }

  /** The file that the user names, else the one of Temporal's tool if it is there. */
  private Optional<Path> file() {
    String named = variable(CONFIG_FILE);
    if (!named.isEmpty()) {
      Path file = directory.resolve(named);
      if (!Files.isRegularFile(file)) {
        problems.add("%s is %s, which is no file".formatted(CONFIG_FILE, named));
        return Optional.empty();
      }
      return Optional.of(file);
    }
    Stream<Path> usual =
        Stream.of(
                List.of("HOME", ".config"),
                List.of("HOME", "Library/Application Support"),
                List.of("APPDATA", ""))
            .filter(place -> !variable(place.get(0)).isEmpty())
            .map(place -> Path.of(variable(place.get(0)), place.get(1)));
    return usual
        .map(folder -> folder.resolve("temporalio").resolve("temporal.toml"))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private byte[] text(Path file) {
    try {
      String text = Files.readString(file);
      return bytes(text.isBlank() ? EMPTY_FILE : text);
    } catch (IOException e) {
      problems.add("%s: cannot be read as text".formatted(file));
      return bytes(EMPTY_FILE);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private boolean hasProfile(@Nullable Path file, byte[] text) {
    String wanted = variable(PROFILE);
    try {
      ClientConfig all =
          ClientConfig.load(
              LoadClientConfigOptions.newBuilder()
                  .setConfigFileData(text)
                  .setEnvOverrides(environment)
                  .build());
      if (wanted.isEmpty() || all.getProfiles().containsKey(wanted)) {
        return true;
      }
      problems.add(
          file == null
              ? "TEMPORAL_PROFILE is %s, but there is no profile file; TEMPORAL_CONFIG_FILE names one"
                  .formatted(wanted)
              : "TEMPORAL_PROFILE is %s, but %s has %s"
                  .formatted(wanted, file, new TreeSet<>(all.getProfiles().keySet())));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      problems.add(
          line < 1
              ? "%s: a value is not of the kind that its name takes".formatted(file)
              : "%s: line %d cannot be understood".formatted(file, line));
    } catch (IOException | RuntimeException e) {
      problems.add(
          "%s: holds no [profile.NAME] with texts such as address = \"HOST:PORT\"".formatted(file));
    }
    return false;
  }

  private @Nullable ClientConfigProfile load(byte[] text) {
    try {
      ClientConfigProfile profile =
          ClientConfigProfile.load(
              LoadClientConfigProfileOptions.newBuilder()
                  .setConfigFileData(text)
                  .setConfigFileProfile(variable(PROFILE))
                  .setEnvOverrides(environment)
                  .build());
      return absolute(profile);
    } catch (IOException | RuntimeException e) {
      problems.add("TEMPORAL_GRPC_META_...: a name is none that gRPC takes");
      return null;
    }
  }

  private ClientConfigProfile absolute(ClientConfigProfile profile) {
    ClientConfigTLS tls = profile.getTls();
    if (tls == null) {
      return profile;
    }
    return ClientConfigProfile.newBuilder(profile)
        .setTls(
            ClientConfigTLS.newBuilder(tls)
                .setClientCertPath(absolute(tls.getClientCertPath()))
                .setClientKeyPath(absolute(tls.getClientKeyPath()))
                .setServerCACertPath(absolute(tls.getServerCACertPath()))
                .build())
        .build();
  }

  private @Nullable String absolute(@Nullable String path) {
    return path == null || path.isEmpty() ? path : directory.resolve(path).toString();
  }
}
