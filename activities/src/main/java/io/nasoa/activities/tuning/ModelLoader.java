package io.nasoa.activities.tuning;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import io.nasoa.activities.network.Initialisation;
import io.nasoa.activities.network.Network;
import io.nasoa.activities.network.SafetensorsFile;
import io.nasoa.activities.network.TensorData;
import io.nasoa.activities.network.TorchRuntime;
import io.nasoa.activities.training.FileHash;
import io.nasoa.workflows.tuning.FineTuningPlan;
import io.nasoa.zoo.architecture.LayerGraph;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.rivals.Networks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;

/** Builds networks from files. Thread-safe; each network belongs to its caller. */
public final class ModelLoader {
  private ModelLoader() {}

  /**
   * The zoo entry of a plan with a fresh head for the task's classes.
   *
   * @throws InvalidModelException when the weights are not those that the zoo registered
   */
  static Network pretrained(
      TorchRuntime torch, FineTuningPlan plan, Path weights, Device device, long seed)
      throws IOException {
    return pretrained(
        torch,
        new Start(plan.architecture(), plan.stem(), plan.classes(), plan.weightsSha256()),
        weights,
        device,
        seed);
  }

  /**
   * What a fine-tuning starts from.
   *
   * @param architecture its string
   * @param stem its stem
   * @param classes outputs of the fresh head
   * @param weightsSha256 hash of its weights
   */
  public record Start(String architecture, Stem stem, int classes, String weightsSha256) {}

  /**
   * Pretrained weights with a fresh head.
   *
   * @throws InvalidModelException when the weights are not those that the zoo registered
   */
  public static Network pretrained(
      TorchRuntime torch, Start start, Path weights, Device device, long seed) throws IOException {
    LayerGraph graph = Networks.parse(start.architecture()).toGraph(start.classes(), start.stem());
    SortedMap<String, TensorData> tensors = verified(weights, start.weightsSha256());
    return filled(
        torch, graph, device, Initialisation.withFreshHead(tensors, graph, seed), weights);
  }

  /**
   * A fine-tuned or imported model, ready for evaluation.
   *
   * @param weights its safetensors file
   * @throws InvalidModelException when the weights are not those of the description
   */
  public static Network described(
      TorchRuntime torch, ModelDescription model, Path weights, Device device) throws IOException {
    LayerGraph graph = Networks.parse(model.architecture()).toGraph(model.outputs(), model.stem());
    return filled(torch, graph, device, verified(weights, model.weightsSha256()), weights);
  }

  private static SortedMap<String, TensorData> verified(Path weights, String sha256)
      throws IOException {
    String found = FileHash.sha256(weights);
    if (!found.equals(sha256)) {
      throw new InvalidModelException(
          "%s was changed since it was written (its SHA-256 is %s, not %s): delete it; weights that come with the program are restored at the next start, others must be imported or trained again"
              .formatted(weights, found, sha256));
    }
    return SafetensorsFile.read(weights).tensors();
  }

  private static Network filled(
      TorchRuntime torch,
      LayerGraph graph,
      Device device,
      SortedMap<String, TensorData> tensors,
      Path weights) {
    Network network = new Network(torch, graph, device, DataType.FLOAT32);
    try {
      network.parameters().load(tensors);
      return network;
    } catch (IllegalArgumentException e) {
      network.close();
      throw new InvalidModelException("%s: %s".formatted(weights, e.getMessage()), e);
    }
  }
}
