package io.nasoa.activities.training;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.activities.data.Augmentation;
import io.nasoa.activities.data.DatasetIndex;
import io.nasoa.activities.data.DecodedDataset;
import io.nasoa.activities.data.ImageCache;
import io.nasoa.activities.data.ImageSet;
import io.nasoa.activities.data.Splits;
import io.nasoa.activities.network.AtomicFiles;
import io.nasoa.activities.network.HalfFloats;
import io.nasoa.activities.network.Initialisation;
import io.nasoa.activities.network.Network;
import io.nasoa.activities.network.SafetensorsFile;
import io.nasoa.activities.network.TensorData;
import io.nasoa.activities.network.TorchRuntime;
import io.nasoa.zoo.architecture.ComputeCost;
import io.nasoa.zoo.architecture.LayerGraph;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.experience.Regime;
import io.nasoa.zoo.rivals.Networks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Trains a zoo entry from scratch on a source data set and writes its weights in half precision and
 * its model card. Started again after an interruption it goes on from its last checkpoint.
 *
 * <p>Not thread-safe.
 */
public final class Pretraining {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /** Version of what is not in {@link Recipe}: part of a run's key. */
  private static final String PROCEDURE = "2: 32, 48, 64 px; moving average .998; colour";

  private static final double AVERAGE_DECAY = 0.998;
  private static final double WARM_UP_SHARE = 0.15;

  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(60);

  private final TorchRuntime torch;
  private final ImageCache cache;
  private final InstantSource clock;
  private final Device device;

  /** A pretraining on that device that takes decoded images from that cache. */
  public Pretraining(TorchRuntime torch, ImageCache cache, InstantSource clock, Device device) {
    this.torch = torch;
    this.cache = cache;
    this.clock = clock;
    this.device = device;
  }

  /**
   * What is trained and how.
   *
   * @param name name of the zoo entry
   * @param architecture its architecture string
   * @param stem its stem
   * @param resolution side of the input in pixels
   * @param epochs passes over the training images
   * @param learningRate peak learning rate
   * @param batchSize images a step
   * @param weightDecay L2 factor
   * @param seed of initialisation, order and augmentation
   */
  public record Recipe(
      String name,
      String architecture,
      Stem stem,
      int resolution,
      int epochs,
      double learningRate,
      int batchSize,
      double weightDecay,
      long seed) {

    private Regime regime(int images) {
      int steps = (int) Math.max(1, (long) epochs * images / batchSize);
      return new Regime(
          learningRate, 0, steps, batchSize, 0.9, weightDecay, 0.1, WARM_UP_SHARE, true, true);
    }
  }

  /**
   * Trains and writes {@code <name>.safetensors} and {@code <name>.card.json}.
   *
   * @param source the classes to learn; its {@code val/} is halved, and only the half that no
   *     choice ever looks at is reported (protocol P3)
   * @param work directory of checkpoints, metrics and ledger
   * @param output directory of the two files
   * @param command the command line that repeats this, for the card
   * @return accuracy of the half-precision model on the reporting half; empty when the control made
   *     it give its slot back before the end
   */
  public OptionalDouble run(
      Recipe recipe,
      DatasetIndex source,
      Path work,
      Path output,
      String command,
      TrainingControl control)
      throws IOException {
    LayerGraph graph =
        Networks.parse(recipe.architecture()).toGraph(source.classes().size(), recipe.stem());
    try (DecodedDataset small = cache.load(source, recipe.resolution() / 2);
        DecodedDataset medium = cache.load(source, recipe.resolution() * 3 / 4);
        DecodedDataset data = cache.load(source, recipe.resolution());
        Network network = new Network(torch, graph, device, DataType.FLOAT32)) {
      Splits.Split halves = Splits.searchAndReport(data.validation(), data.sha256(), 0);
      ImageSet search = data.validation().subset(halves.first());
      ImageSet report = data.validation().subset(halves.second());
      network.parameters().load(Initialisation.of(graph, recipe.seed()));
      Regime regime = recipe.regime(data.train().size());
      ImagePhases train = phases(small.train(), medium.train(), data.train());
      TrainingResult trained = train(network, recipe, regime, train, search, work, control);
      if (trained.ending() == TrainingResult.Ending.YIELDED) {
        return OptionalDouble.empty();
      }
      SortedMap<String, TensorData> half = new TreeMap<>();
      network.parameters().export().forEach((name, t) -> half.put(name, HalfFloats.toHalf(t)));
      network.parameters().load(half);
      double accuracy = Evaluation.accuracy(network, report);
      Files.createDirectories(output);
      SafetensorsFile.write(output.resolve(recipe.name() + ".safetensors"), half);
      ObjectNode card = card(recipe, regime, source, graph, command);
      card.put("reportAccuracy", accuracy).put("reportImages", report.size());
      card.put("searchAccuracy", Evaluation.accuracy(network, search));
      write(output.resolve(recipe.name() + ".card.json"), card);
      return OptionalDouble.of(accuracy);
    }
  }

  /** Most of the steps on small images take half of the time and cost little accuracy. */
  private static ImagePhases phases(ImageSet small, ImageSet medium, ImageSet full) {
    return new ImagePhases(
        List.of(
            new ImagePhases.Phase(0.4, small),
            new ImagePhases.Phase(0.8, medium),
            new ImagePhases.Phase(1, full)));
  }

  private TrainingResult train(
      Network network,
      Recipe recipe,
      Regime regime,
      ImagePhases train,
      ImageSet search,
      Path work,
      TrainingControl control)
      throws IOException {
    Files.createDirectories(work);
    LedgerFile ledger = new LedgerFile(work.resolve("ledger.jsonl"), clock);
    ledger.takeOver(LedgerPhase.LOAD);
    Fence.Claim claim = new Fence.Claim("pretraining-" + clock.millis(), 0, 1);
    Fence fence = Fence.take(work.resolve("attempts"), claim, () -> {});
    int stepsPerEpoch = Math.max(1, regime.steps() / recipe.epochs());
    TrainingLoop.Job job =
        new TrainingLoop.Job(
            recipe + ", procedure " + PROCEDURE,
            regime,
            recipe.seed(),
            train,
            new Augmentation(true, true, true),
            AVERAGE_DECAY,
            search,
            5 * stepsPerEpoch,
            work.resolve("metrics.jsonl"),
            CHECKPOINT_INTERVAL);
    CheckpointStore checkpoints = new CheckpointStore(work.resolve("checkpoints"), fence);
    TrainingResult result =
        new TrainingLoop(network, job, checkpoints, ledger, control, clock).run(null);
    ledger.end();
    return result;
  }

  private ObjectNode card(
      Recipe recipe, Regime regime, DatasetIndex source, LayerGraph graph, String command) {
    ObjectNode card = JSON.createObjectNode();
    card.put("name", recipe.name()).put("architecture", recipe.architecture());
    card.put("stem", recipe.stem().name()).put("resolution", recipe.resolution());
    ComputeCost cost = ComputeCost.of(graph, recipe.resolution());
    card.put("parameters", cost.parameters()).put("macs", cost.macs());
    card.put("dataSha256", source.sha256()).put("trainImages", source.train().size());
    ArrayNode classes = card.putArray("classes");
    source.classes().forEach(classes::add);
    ObjectNode recipeNode = card.putObject("recipe");
    recipeNode.put("epochs", recipe.epochs()).put("seed", recipe.seed());
    recipeNode.set("regime", JSON.valueToTree(regime));
    recipeNode.put("resolutions", "half, three quarters and all of it for 40, 40, 20 % of steps");
    recipeNode.put("movingAverage", AVERAGE_DECAY).put("colour", true);
    recipeNode.put("precision", "trained in float32, stored in float16");
    card.set("versions", JSON.valueToTree(torch.versions()));
    card.put("command", command);
    return card;
  }

  private static void write(Path file, ObjectNode content) throws IOException {
    byte[] text =
        (content.toPrettyString() + System.lineSeparator()).getBytes(StandardCharsets.UTF_8);
    AtomicFiles.write(
        file,
        channel -> {
          ByteBuffer bytes = ByteBuffer.wrap(text);
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
        });
  }
}
