package io.nasoa.zoo.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.zoo.experience.Experience;
import io.nasoa.zoo.experience.ExperienceJson;
import io.nasoa.zoo.experience.StoredExperience;
import io.nasoa.zoo.learning.ExperienceEncoder;
import io.nasoa.zoo.learning.ExperienceFile;
import io.nasoa.zoo.predictor.AccuracyTarget;
import io.nasoa.zoo.predictor.evaluation.ExperienceTable;
import io.nasoa.zoo.predictor.evaluation.InvalidExperienceTableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FineTuningTablesTest {
  @TempDir Path directory;

  private final Map<String, String> usual = new TreeMap<>();

  FineTuningTablesTest() {
    TableColumns.NAMES.forEach(name -> usual.put(name, "1"));
    usual.put("group", "pacs");
    usual.put("task", "pacs-art6#images=15");
    usual.put("classes", "4");
    usual.put("fitImages", "64");
    usual.put("selectImages", "16");
    usual.put("limit", "12.0");
    usual.put("limitShare", "0.5");
    usual.put("model", "tiny");
    usual.put("architecture", "2-_8_2-2");
    usual.put("stem", "SMALL_INPUT");
    usual.put("resolution", "32");
    usual.put("momentum", "0.9");
    usual.put("warmUpShare", "0.1");
    usual.put("labelSmoothing", "0.1");
    usual.put("steps", "120");
    usual.put("batchSize", "32");
    usual.put("selectAccuracy", "0.75");
    usual.put("diverged", "0");
    usual.put("failure", "");
    usual.put("logMe", "");
    usual.put("sourceDistance", "");
    usual.put("device", "cpu");
    usual.put("versions", "djl=0.35.1; threads=1");
  }

  @SafeVarargs
  private Path table(Map<String, String>... changes) throws IOException {
    List<String> lines = new ArrayList<>(List.of(String.join(",", TableColumns.NAMES)));
    for (Map<String, String> change : changes) {
      Map<String, String> row = new TreeMap<>(usual);
      row.putAll(change);
      lines.add(String.join(",", TableColumns.NAMES.stream().map(row::get).toList()));
    }
    return Files.write(directory.resolve("table.csv"), lines);
  }

  @Test
  void log_groupsTakingTurns_standTogetherAndEachTrialIsARun() throws IOException {
    Path file =
        table(
            Map.of("group", "b", "configuration", "shared-1"),
            Map.of("group", "a", "configuration", "shared-2"),
            Map.of("group", "b", "configuration", "shared-3"),
            Map.of("group", "b", "configuration", "shared-3", "limit", "4.0"));
    List<StoredExperience> log = FineTuningTables.log(file, Instant.EPOCH);
    assertThat(log)
        .extracting(entry -> ExperienceJson.read(entry.experienceJson()).dataset())
        .containsExactly("a", "b", "b", "b");
    assertThat(log)
        .extracting(StoredExperience::deployment)
        .containsExactly(
            "table: shared-2 at 12.0 s, seed 1",
            "table: shared-1 at 12.0 s, seed 1",
            "table: shared-3 at 12.0 s, seed 1",
            "table: shared-3 at 4.0 s, seed 1");
    assertThat(ExperienceFile.read(ExperienceFile.csv(log), Instant.EPOCH)).isEqualTo(log);
  }

  @Test
  void row_isPriorExperienceOfItsGroup() throws IOException {
    Path file = table(Map.of());
    assertThat(FineTuningTables.isOne(file)).isTrue();
    Experience experience = FineTuningTables.experiences(file).get(0);
    assertThat(experience.kind()).isEqualTo(Experience.Kind.PRIOR);
    assertThat(experience.dataset()).isEqualTo("pacs");
    assertThat(experience.limitSeconds()).isEqualTo(12);
    assertThat(experience.regime().steps()).isEqualTo(120);
    assertThat(experience.outcome().accuracy()).isEqualTo(0.75);
    assertThat(experience.data().validationImages()).isEqualTo(16);
    assertThat(experience.data().features()).doesNotContainKey("sourceDistance");
    assertThat(experience.model().logMe()).isNull();
    assertThat(ExperienceEncoder.target(experience)).isEqualTo(AccuracyTarget.of(0.75, 4));
  }

  @Test
  void divergedTrial_teachesChanceAndFailedOneNothing() throws IOException {
    Path file =
        table(
            Map.of("diverged", "1", "selectAccuracy", ""),
            Map.of("selectAccuracy", "", "failure", "took its trainer down 8 times in a row"));
    List<Experience> read = FineTuningTables.experiences(file);
    assertThat(read).hasSize(1);
    assertThat(read.get(0).outcome().lesson()).isEqualTo(Experience.Lesson.DIVERGED);
    assertThat(ExperienceEncoder.target(read.get(0))).isEqualTo(AccuracyTarget.of(0.25, 4));
  }

  @Test
  void evaluation_ranksWithinTaskAndLimitAndLeavesGroupsOut() throws IOException {
    Path file = table(Map.of(), Map.of("limit", "4.0", "selectAccuracy", "0.5"));
    ExperienceTable table = FineTuningTables.evaluation(file, null);
    assertThat(table.schema()).isEqualTo(ExperienceEncoder.SCHEMA);
    assertThat(table.rows()).extracting(ExperienceTable.Row::task).doesNotHaveDuplicates();
    assertThat(table.rows())
        .extracting(ExperienceTable.Row::block)
        .containsOnly("pacs-art6#images=15");
    assertThat(table.rows()).extracting(ExperienceTable.Row::model).containsOnly("pacs");
    assertThat(table.rows().get(0).outcome()).isGreaterThan(table.rows().get(1).outcome());
  }

  @Test
  void wrongCell_isRefusedWithItsLine() throws IOException {
    Path file = table(Map.of(), Map.of("batchSize", "0"));
    assertThatThrownBy(() -> FineTuningTables.experiences(file))
        .isInstanceOf(InvalidExperienceTableException.class)
        .hasMessageContaining("line 3")
        .hasMessageContaining("batchSize");
    assertThatThrownBy(() -> FineTuningTables.evaluation(file, "wallSeconds"))
        .isInstanceOf(InvalidExperienceTableException.class)
        .hasMessageContaining("selectAccuracy");
    Path other = Files.write(directory.resolve("other.csv"), List.of("task,accuracy", "a,1"));
    assertThat(FineTuningTables.isOne(other)).isFalse();
  }
}
