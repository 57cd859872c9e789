package io.nasoa.zoo.rivals;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nasoa.zoo.architecture.ComputeCost;
import io.nasoa.zoo.architecture.Layer;
import io.nasoa.zoo.architecture.LayerGraph;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.search.benchmark.RealReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The families at their published sizes against the tables of two public code bases. */
class PublishedRivalsTest {
  private static final int CLASSES = 1000;

  /**
   * The parameters of the generated RegNets are those of the paper's tables 8 and 9 (initial width,
   * slope, factor, group width, depth).
   */
  @ParameterizedTest
  @CsvSource({
    "ResNet-50, resnet-50-w64",
    "ResNet-101, resnet-101-w64",
    "ResNet-152, resnet-152-w64",
    "RegNetX-200MF, regnetx-d13-w24-a36.44-m2.49-g8",
    "RegNetX-400MF, regnetx-d22-w24-a24.48-m2.54-g16",
    "RegNetX-600MF, regnetx-d16-w48-a36.97-m2.24-g24",
    "RegNetX-800MF, regnetx-d16-w56-a35.73-m2.28-g16",
    "RegNetX-1.6GF, regnetx-d18-w80-a34.01-m2.25-g24",
    "RegNetX-3.2GF, regnetx-d25-w88-a26.31-m2.25-g48",
    "RegNetX-4.0GF, regnetx-d23-w96-a38.65-m2.43-g40",
    "RegNetX-6.4GF, regnetx-d17-w184-a60.83-m2.07-g56",
    "RegNetX-8.0GF, regnetx-d23-w80-a49.56-m2.88-g120",
    "RegNetX-12GF, regnetx-d19-w168-a73.36-m2.37-g112",
    "RegNetX-16GF, regnetx-d22-w216-a55.59-m2.1-g128",
    "RegNetX-32GF, regnetx-d23-w320-a69.86-m2-g168",
    "RegNetY-200MF, regnety-d13-w24-a36.44-m2.49-g8",
    "RegNetY-400MF, regnety-d16-w48-a27.89-m2.09-g8",
    "RegNetY-600MF, regnety-d15-w48-a32.54-m2.32-g16",
    "RegNetY-800MF, regnety-d14-w56-a38.84-m2.4-g16",
    "RegNetY-1.6GF, regnety-d27-w48-a20.71-m2.65-g24",
    "RegNetY-3.2GF, regnety-d21-w80-a42.63-m2.66-g24",
    "RegNetY-4.0GF, regnety-d22-w96-a31.41-m2.24-g64",
    "RegNetY-6.4GF, regnety-d25-w112-a33.22-m2.27-g72",
    "RegNetY-8.0GF, regnety-d17-w192-a76.82-m2.19-g56",
    "RegNetY-12GF, regnety-d19-w168-a73.36-m2.37-g112",
    "RegNetY-16GF, regnety-d18-w200-a106.23-m2.48-g112",
    "RegNetY-32GF, regnety-d20-w232-a115.89-m2.53-g232",
    "EfficientNet-B0, efficientnet-w100-d100",
    "EfficientNet-B1, efficientnet-w100-d110",
    "EfficientNet-B2, efficientnet-w110-d120",
    "EfficientNet-B3, efficientnet-w120-d140",
    "EfficientNet-B4, efficientnet-w140-d180",
    "EfficientNet-B5, efficientnet-w160-d220"
  })
  void cost_ofSizeInPycls_isExact(String model, String name) throws IOException {
    Map<String, String> row = row("pycls-models.csv", model);
    LayerGraph graph = Rival.parse("rival:" + name).toGraph(CLASSES, Stem.STANDARD);
    int resolution = Integer.parseInt(cell(row, "train_im_size"));

    ComputeCost cost = ComputeCost.of(graph, resolution);

    assertThat(cost.parameters()).isEqualTo(Long.parseLong(cell(row, "params")));
    // That table counts adding a bias as one more multiply-accumulate.
    assertThat(cost.macs() + biases(graph)).isEqualTo(Long.parseLong(cell(row, "flops")));
  }

  private static long biases(LayerGraph graph) {
    long biases = CLASSES;
    for (Layer layer : graph.layers()) {
      if (layer instanceof Layer.Convolution convolution && convolution.bias()) {
        biases += convolution.outChannels();
      }
    }
    return biases;
  }

  @ParameterizedTest
  @CsvSource({
    "resnet18, resnet-18-w64",
    "resnet26, resnet-26-w64",
    "resnet34, resnet-34-w64",
    "resnet50, resnet-50-w64",
    "resnet101, resnet-101-w64",
    "resnet152, resnet-152-w64",
    "mobilenetv2_035, mobilenetv2-w35",
    "mobilenetv2_050, mobilenetv2-w50",
    "mobilenetv2_075, mobilenetv2-w75",
    "mobilenetv2_100, mobilenetv2-w100",
    "mobilenetv2_140, mobilenetv2-w140",
    "regnetx_002, regnetx-d13-w24-a36.44-m2.49-g8",
    "regnety_002, regnety-d13-w24-a36.44-m2.49-g8",
    "efficientnet_b0, efficientnet-w100-d100"
  })
  void cost_ofSizeInTimm_isTheRoundedTables(String model, String name) throws IOException {
    Map<String, String> row =
        row("timm-benchmark-infer-amp-nchw-pt240-cu124-rtx3090.csv", model + ",224");
    LayerGraph graph = Rival.parse("rival:" + name).toGraph(CLASSES, Stem.STANDARD);

    ComputeCost cost = ComputeCost.of(graph, 224);

    assertThat(cost.parameters() / 1e6)
        .isCloseTo(Double.parseDouble(cell(row, "param_count")), within(0.005 + 1e-9));
    // That table's tool counts BatchNorm too, as two for each number that a convolution puts out
    // (infer_macts, in millions), and gives two decimals.
    double normalised = cost.macs() / 1e9 + 2 * Double.parseDouble(cell(row, "infer_macts")) / 1e3;
    assertThat(normalised).isCloseTo(Double.parseDouble(cell(row, "infer_gmacs")), within(0.007));
  }

  /** The row of the table that begins with those cells. */
  private static Map<String, String> row(String table, String start) throws IOException {
    Path file = RealReference.file(table);
    List<String> lines = Files.readAllLines(file);
    List<String> header = List.of(lines.get(0).split(",", -1));
    List<String> found = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith(start + ",")) {
        found.add(line);
      }
    }
    assertThat(found).as("rows of %s in %s", start, file).hasSize(1);
    String[] cells = found.get(0).split(",", -1);
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < cells.length; i++) {
      row.put(header.get(i), cells[i]);
    }
    return row;
  }

  private static String cell(Map<String, String> row, String column) {
    return requireNonNull(row.get(column), column);
  }
}
