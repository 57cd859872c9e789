package io.nasoa.zoo.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of a kept profile: what version 0.1 writes must be read for ever. */
class ProfileJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SHA = "ab".repeat(32);

  private static final DatasetProfile PARTIAL = DatasetProfile.of(SHA, new int[] {10, 30});

  private static final DatasetProfile FULL =
      new DatasetProfile(
          1,
          SHA,
          2,
          40,
          new ClassBalance(20, 10, 10, 30, 0.8125),
          new ChannelStatistics(40, List.of(0.5, 0.25, 0.125), List.of(0.1, 0.2, 0.3), 0.015625),
          new ImageSizes(40, 64, 48.5, 32, 640, 0.03125),
          new SourceSimilarity("small", "01".repeat(32), "cd".repeat(32), 80, 12.5, 0.875, 0.0625),
          new TreeMap<>(
              Map.of(
                  "small",
                  new ModelScores("01".repeat(32), 40, -0.25, 0.75, 0.5),
                  "large",
                  new ModelScores("02".repeat(32), 40, null, null, 1.5))));

  private static final SourceMeans MEANS =
      new SourceMeans(
          1,
          "small",
          "01".repeat(32),
          "cd".repeat(32),
          List.of(
              new SourceMeans.SourceClass("bee", 225, List.of(0.5f, 0f)),
              new SourceMeans.SourceClass("fox", 220, List.of(0.125f, 1.5f))));

  @Test
  void write_isTheGoldenForm() throws IOException {
    assertThat(JSON.readTree(ProfileJson.write(FULL)))
        .isEqualTo(JSON.readTree(golden("dataset-profile-0.1.json")));
    assertThat(JSON.readTree(ProfileJson.write(PARTIAL)))
        .isEqualTo(JSON.readTree(golden("dataset-profile-partial-0.1.json")));
    assertThat(JSON.readTree(ProfileJson.write(MEANS)))
        .isEqualTo(JSON.readTree(golden("source-means-0.1.json")));
  }

  @Test
  void read_golden_isTheRecord() throws IOException {
    assertThat(ProfileJson.readProfile(golden("dataset-profile-0.1.json"))).isEqualTo(FULL);
    assertThat(ProfileJson.readProfile(golden("dataset-profile-partial-0.1.json")))
        .isEqualTo(PARTIAL);
    assertThat(ProfileJson.readSourceMeans(golden("source-means-0.1.json"))).isEqualTo(MEANS);
  }

  @Test
  void read_partsLeftOut_areMissing() throws IOException {
    ObjectNode less = (ObjectNode) JSON.readTree(golden("dataset-profile-partial-0.1.json"));
    less.remove(List.of("channels", "sizes", "similarity", "models"));
    DatasetProfile read = ProfileJson.readProfile(less.toString());
    assertThat(read).isEqualTo(PARTIAL);
    assertThat(read.channels()).isNull();
    assertThat(read.scores("small", "01".repeat(32))).isEmpty();
  }

  @Test
  void read_fieldsAddedLater_areSkipped() throws IOException {
    ObjectNode more = (ObjectNode) JSON.readTree(golden("dataset-profile-0.1.json"));
    more.put("addedLater", 1);
    ((ObjectNode) more.path("models").path("small")).put("hScore", 0.5);
    assertThat(ProfileJson.readProfile(more.toString())).isEqualTo(FULL);
  }

  @Test
  void read_newerSchema_isRefused() throws IOException {
    ObjectNode newer = (ObjectNode) JSON.readTree(golden("dataset-profile-0.1.json"));
    newer.put("schema", 2);
    assertThatThrownBy(() -> ProfileJson.readProfile(newer.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the profile has schema 2, this version reads up to 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{\"schema\":1}",
        "{\"schema\":1,\"sha256\":\"x\",\"classes\":2,\"images\":2}",
        "{\"schema\":1,\"sha256\":\"x\",\"classes\":0,\"images\":2,\"balance\":{\"mean\":1,"
            + "\"deviation\":0,\"least\":1,\"most\":1,\"entropy\":1}}",
        "{\"schema\":1,\"sha256\":\"x\",\"classes\":2,\"images\":2,\"balance\":{\"mean\":\"NaN\","
            + "\"deviation\":0,\"least\":1,\"most\":1,\"entropy\":1}}"
      })
  void read_damaged_isRefusedInOneSentence(String damaged) {
    assertThatThrownBy(() -> ProfileJson.readProfile(damaged))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("profile");
  }

  @Test
  void completedBy_takesWhatItLacksOnly() {
    ModelScores older = new ModelScores("00".repeat(32), 40, 0.5, 0.5, 9);
    DatasetProfile other = FULL.withScores("small", older).withScores("third", older);
    DatasetProfile both = FULL.withSimilarity(null).completedBy(other);
    assertThat(both).isEqualTo(FULL.withScores("third", older));
    assertThat(PARTIAL.completedBy(FULL).models()).isEqualTo(FULL.models());
    assertThat(both.onlyModels(List.of("small", "large"))).isEqualTo(FULL);
  }

  @Test
  void totalSeconds_areThoseOfAllParts() {
    assertThat(PARTIAL.totalSeconds()).isZero();
    assertThat(FULL.totalSeconds()).isEqualTo(0.015625 + 0.03125 + 0.0625 + 2);
  }

  private static String golden(String name) throws IOException {
    try (InputStream file = ProfileJsonTest.class.getResourceAsStream(name)) {
      assertThat(file).as(name).isNotNull();
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
