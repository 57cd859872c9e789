package io.nasoa.activities.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.zoo.architecture.Architecture;
import io.nasoa.zoo.architecture.PublishedModel;
import io.nasoa.zoo.architecture.PublishedModels;
import io.nasoa.zoo.architecture.Stem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointImportTest {
  private static final Architecture SMALL = Architecture.parse("02031-a02c12_8_1-21");

  @TempDir Path directory;

  private static Map<String, List<Long>> shapes(Architecture architecture, int classes) {
    return new LinkedHashMap<>(TensorShapes.of(architecture.toGraph(classes, Stem.STANDARD)));
  }

  private Path checkpoint(Map<String, List<Long>> shapes) throws IOException {
    return CheckpointFixture.zeros(directory.resolve("ET-NAS-X.pth"), shapes);
  }

  static Stream<PublishedModel> publishedModels() {
    return PublishedModels.all().stream();
  }

  @ParameterizedTest
  @MethodSource("publishedModels")
  void read_publishedModel_isRecognisedByItsShapes(PublishedModel model) throws IOException {
    ImportedNetwork imported = CheckpointImport.read(checkpoint(shapes(model.architecture(), 17)));

    assertThat(imported.architecture()).isEqualTo(model.architecture());
    assertThat(imported.classes()).isEqualTo(17);
    assertThat(List.copyOf(imported.tensors().keySet()))
        .isEqualTo(List.copyOf(shapes(model.architecture(), 17).keySet()));
  }

  @Test
  void shapes_ofThePublishedModels_areAllDifferent() {
    Set<Map<String, List<Long>>> different = new HashSet<>();
    PublishedModels.all().forEach(model -> different.add(shapes(model.architecture(), 10)));
    assertThat(different).hasSize(12);
  }

  @Test
  void read_anotherNetwork_needsItsArchitecture() throws IOException {
    Path file = checkpoint(shapes(SMALL, 5));
    assertThatThrownBy(() -> CheckpointImport.read(file))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContaining("none of the published models; name its architecture");
    assertThat(CheckpointImport.read(file, SMALL, Stem.STANDARD).classes()).isEqualTo(5);
  }

  @Test
  void read_almostPublishedModel_namesTheClosestAndTheDifference() throws IOException {
    PublishedModel model = PublishedModels.all().get(0);
    Map<String, List<Long>> shapes = shapes(model.architecture(), 5);
    shapes.remove("layers.0.1.bias");
    assertThatThrownBy(() -> CheckpointImport.read(checkpoint(shapes)))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContaining(
            "closest is ET-NAS-A, but tensor 'layers.0.1.bias' of shape [16] is missing");
  }

  record Misfit(String words, Consumer<Map<String, List<Long>>> change) {
    @Override
    public String toString() {
      return words;
    }
  }

  static Stream<Misfit> misfits() {
    String first = "layers.0.0.weight";
    return Stream.of(
        new Misfit("'fc.bias' of shape [5] is missing", shapes -> shapes.remove("fc.bias")),
        new Misfit("'fc.weight' is missing", shapes -> shapes.remove("fc.weight")),
        new Misfit(
            "'fc.weight' has the shape [5] instead of",
            shapes -> shapes.put("fc.weight", List.of(5L))),
        new Misfit(
            "'" + first + "' has the shape [4, 3, 5, 5] instead of [4, 3, 3, 3]",
            shapes -> shapes.put(first, List.of(4L, 3L, 5L, 5L))),
        new Misfit(
            "'layers.99.weight' of shape [1] is not expected",
            shapes -> shapes.put("layers.99.weight", List.of(1L))),
        new Misfit(
            "'layers.0.1.num_batches_tracked' of shape [] is not expected",
            shapes -> shapes.put("layers.0.1.num_batches_tracked", List.of())));
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void read_misfit_namesTheTensor(Misfit misfit) throws IOException {
    Map<String, List<Long>> shapes = shapes(SMALL, 5);
    misfit.change().accept(shapes);
    Path file = checkpoint(shapes);
    assertThatThrownBy(() -> CheckpointImport.read(file, SMALL, Stem.STANDARD))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(misfit.words());
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void read_unusableValue_namesTheTensor(float value, String tensor) throws IOException {
    Map<String, List<Long>> shapes = shapes(SMALL, 1);
    CheckpointFixture pickle = CheckpointFixture.pickle().op("}(");
    shapes.forEach(
        (name, shape) ->
            pickle
                .text(name)
                .tensor(
                    name.equals(tensor) ? "bad" : "0",
                    8192,
                    0,
                    shape,
                    CheckpointFixture.strides(shape)));
    float[] bad = new float[8192];
    bad[1] = value;
    Map<String, byte[]> storages =
        Map.of("0", new byte[8192 * 4], "bad", CheckpointFixture.floats(bad));
    Path file = directory.resolve("bad.pth");
    CheckpointFixture.zip(file, CheckpointFixture.parts(pickle.op("u").end(), storages));
    assertThatThrownBy(() -> CheckpointImport.read(file, SMALL, Stem.STANDARD))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContaining("tensor '" + tensor + "' has the value " + value);
  }

  static Stream<Arguments> unusable() {
    return Stream.of(
        Arguments.of(Float.NaN, "layers.0.0.weight"),
        Arguments.of(Float.NEGATIVE_INFINITY, "fc.weight"),
        Arguments.of(-1f, "layers.4.1.running_var"));
  }
}
