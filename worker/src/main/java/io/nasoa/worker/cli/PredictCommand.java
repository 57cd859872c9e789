package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.activities.data.ArchiveLimits;
import io.nasoa.activities.data.DataRoots;
import io.nasoa.activities.data.ImageDecoder;
import io.nasoa.activities.data.LooseImages;
import io.nasoa.activities.network.Network;
import io.nasoa.activities.network.TorchRuntime;
import io.nasoa.activities.training.Evaluation;
import io.nasoa.activities.tuning.ModelDescription;
import io.nasoa.activities.tuning.ModelLoader;
import io.nasoa.worker.config.Json;
import io.nasoa.worker.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Class probabilities of images by a fine-tuned or zoo model. */
@Command(name = "predict", description = "Print the class probabilities of images.")
final class PredictCommand implements Callable<Integer> {
  private static final List<String> COLUMNS = List.of("image", "label", "probability");

  /** Images decoded at a time, so that memory does not grow with their number. */
  private static final int CHUNK = 256;

  private final Shell shell;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "Id of a task, name of a zoo entry, or a model's directory.")
  String model = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "DATA",
      description = "Image files, directories or zips of images.")
  List<Path> data = new ArrayList<>();

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "cpu or cuda:N (default: the setting 'device').")
  @Nullable String device;

  @Mixin GlobalOptions options = new GlobalOptions();
  @Mixin OutputOption output = new OutputOption();

  private boolean skipped;

  PredictCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Settings settings = options.read(shell).settings();
    ModelSource source = ModelSource.find(model, shell, settings);
    TorchRuntime torch = new TorchStart(shell, settings).get();
    List<ObjectNode> rows = new ArrayList<>();
    try (Network network =
        ModelLoader.described(
            torch,
            source.description(),
            source.weights(),
            torch.device(device == null ? settings.device() : device))) {
      for (Path given : data) {
        rows.addAll(predict(network, source.description(), given, settings));
      }
    } catch (IOException
        | UncheckedIOException e) { // a file that is missing, changed or unreadable
      throw new CommandException(ExitCode.INVALID_INPUT, String.valueOf(e.getMessage()));
    }
    print(rows);
    return (skipped ? ExitCode.INVALID_INPUT : ExitCode.DONE).value();
  }

  private List<ObjectNode> predict(
      Network network, ModelDescription description, Path given, Settings settings) {
    List<ObjectNode> rows = new ArrayList<>();
    DataRoots roots = new DataRoots(settings.dataRoots());
    Path path = shell.directory().resolve(given).toAbsolutePath().normalize();
    try (LooseImages images = LooseImages.open(path, roots, ArchiveLimits.DEFAULT)) {
      ImageDecoder decoder = new ImageDecoder();
      for (int from = 0; from < images.names().size(); from += CHUNK) {
        int to = Math.min(images.names().size(), from + CHUNK);
        LooseImages.Decoded part =
            images.decode(images.names().subList(from, to), decoder, description.resolution());
        part.corrupt().forEach((name, why) -> shell.say("'%s' %s".formatted(name, why)));
        skipped |= !part.corrupt().isEmpty();
        if (!part.names().isEmpty()) {
          float[][] probabilities = Evaluation.probabilities(network, part.images());
          for (int i = 0; i < probabilities.length; i++) {
            rows.add(row(part.names().get(i), probabilities[i], description));
          }
        }
      }
    }
    return rows;
  }

  private static ObjectNode row(String image, float[] values, ModelDescription description) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    ObjectNode row = Json.MAPPER.createObjectNode();
    row.put("image", image).put("label", name(description, best));
    ObjectNode probabilities = row.putObject("probabilities");
    for (int i = 0; i < values.length; i++) {
      probabilities.put(name(description, i), values[i]);
    }
    return row;
  }

  private static String name(ModelDescription description, int index) {
    List<String> names = description.classes();
    return names.isEmpty() ? Integer.toString(index) : names.get(index);
  }

  /** A table shows the most probable class only; CSV has a column a class. */
  private void print(List<ObjectNode> rows) {
    List<String> columns = new ArrayList<>(COLUMNS);
    if (output.format == OutputFormat.TABLE) {
      for (ObjectNode row : rows) {
        row.set("probability", row.get("probabilities").get(row.get("label").asText()));
        row.remove("probabilities");
      }
    } else if (!rows.isEmpty()) {
      columns.remove("probability");
      rows.get(0)
          .get("probabilities")
          .fieldNames()
          .forEachRemaining(name -> columns.add("probabilities." + name));
    }
    new Printer(shell, output.format).list(columns, rows);
  }
}
