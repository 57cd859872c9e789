package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Durations;
import io.nasoa.worker.config.Json;
import io.nasoa.worker.config.Setting;
import io.nasoa.worker.config.Settings;
import io.nasoa.worker.config.SettingsReader;
import io.nasoa.worker.config.TemporalProfile;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows and checks the settings. */
@Command(name = "config", description = "Show and check the settings.")
final class ConfigCommand {
  private final Shell shell;

  ConfigCommand(Shell shell) {
    this.shell = shell;
  }

  @Command(description = "Print every setting, its value and where that came from.")
  int show(@Mixin GlobalOptions options, @Mixin OutputOption output) {
    SettingsReader.Resolved resolved = options.read(shell);
    List<ObjectNode> rows = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      String source = resolved.sources().getOrDefault(setting, "default");
      rows.add(row(setting.key(), text(setting, resolved.settings()), source));
    }
    TemporalProfile temporal = resolved.settings().temporal();
    String address = temporal.embedded() ? "(embedded)" : temporal.address();
    rows.add(row("TEMPORAL_ADDRESS", address, temporal.source()));
    rows.add(row("TEMPORAL_NAMESPACE", temporal.namespace(), "environment"));
    rows.add(
        row("TEMPORAL_API_KEY", temporal.apiKeyGiven() ? "(set)" : "(not set)", "environment"));
    resolved
        .settings()
        .airflow()
        .forEach(
            (name, airflow) ->
                rows.add(
                    row(
                        "airflow." + name,
                        "%s, %s".formatted(airflow.baseUrl(), airflow.credentials()),
                        "file or environment")));
    new Printer(shell, output.format).list(List.of("key", "value", "source"), rows);
    return ExitCode.DONE.value();
  }

  @Command(description = "Check the settings; all problems are listed.")
  int validate(@Mixin GlobalOptions options) {
    options.read(shell);
    shell.say("the settings are valid");
    return ExitCode.DONE.value();
  }

  @Command(description = "Print the JSON Schema of the configuration file.")
  int schema() {
    shell.out().println(schemaOf().toPrettyString());
    return ExitCode.DONE.value();
  }

  private static ObjectNode row(String key, String value, String source) {
    return Json.MAPPER.createObjectNode().put("key", key).put("value", value).put("source", source);
  }

  private static final String DEVICE_PATTERN = "^(cpu|cuda:[0-9]{1,3})$";

  private static String text(Setting setting, Settings settings) {
    return switch (setting) {
      case DATA_DIR -> settings.dataDir().toString();
      case DEPLOYMENT -> settings.deployment();
      case DATA_ROOTS ->
          settings.dataRoots().stream()
              .map(Path::toString)
              .collect(Collectors.joining(File.pathSeparator));
      case THREADS -> Integer.toString(settings.threads());
      case SLOTS -> Integer.toString(settings.slots());
      case DEVICE -> settings.device();
      case DEVICES -> String.join(",", settings.devices());
      case CHECKPOINT_INTERVAL -> Durations.print(settings.checkpointInterval());
      case CACHE_DIR -> settings.cacheDir().toString();
    };
  }

  private static ObjectNode schemaOf() {
    ObjectNode schema = Json.MAPPER.createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "nasoa.yaml").put("type", "object").put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    properties.putObject("version").put("const", 1);
    for (Setting setting : Setting.values()) {
      ObjectNode property = properties.putObject(setting.key());
      property.put("description", setting.meaning());
      switch (setting.kind()) {
        case COUNT -> property.put("type", "integer").put("minimum", 1);
        case PATHS -> property.put("type", "array").putObject("items").put("type", "string");
        case DEVICE -> property.put("type", "string").put("pattern", DEVICE_PATTERN);
        case DEVICES ->
            property
                .put("type", "array")
                .putObject("items")
                .put("type", "string")
                .put("pattern", DEVICE_PATTERN);
        case PATH, NAME, DURATION -> property.put("type", "string");
      }
      property.put("$comment", "default: " + setting.defaultText() + "; or " + setting.variable());
    }
    ObjectNode airflow = properties.putObject("airflow").put("type", "object");
    airflow.put(
        "description",
        "connections to Airflows by their names; passwords and tokens: AIRFLOW_PASSWORD[_NAME], AIRFLOW_TOKEN[_NAME]");
    ObjectNode connection = airflow.putObject("additionalProperties").put("type", "object");
    ObjectNode fields = connection.put("additionalProperties", false).putObject("properties");
    fields.putObject("url").put("type", "string");
    fields.putObject("user").put("type", "string");
    return schema;
  }
}
