package io.nasoa.activities.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.activities.data.drawn.DrawnTask;
import io.nasoa.activities.data.drawn.Family;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataReferenceTest {
  @Test
  void parse_pathsByTheirName() {
    assertThat(DataReference.parse("some/dir"))
        .isEqualTo(new DataReference.Folder(Path.of("some/dir")));
    assertThat(DataReference.parse("a/B.ZIP")).isEqualTo(new DataReference.Zip(Path.of("a/B.ZIP")));
    assertThat(DataReference.parse("draw")).isEqualTo(new DataReference.Folder(Path.of("draw")));
  }

  @Test
  void parse_drawnTask_defaultsAndGivenValues() {
    assertThat(DataReference.parse("draw:glyphs"))
        .isEqualTo(new DataReference.Drawn(new DrawnTask(Family.GLYPHS, 5, 500, 64, 0.5, 0)));
    assertThat(DataReference.parse("draw:scenes:seed=-7,difficulty=0,classes=2,size=32,images=40"))
        .isEqualTo(new DataReference.Drawn(new DrawnTask(Family.SCENES, 2, 40, 32, 0, -7)));
  }

  @Test
  void text_roundTripsWithAllParameters() {
    for (Family family : Family.values()) {
      DataReference reference =
          new DataReference.Drawn(new DrawnTask(family, 7, 90, 48, 0.25, 123));
      assertThat(DataReference.parse(reference.text())).isEqualTo(reference);
    }
    assertThat(DataReference.parse("draw:blobs:difficulty=-0.0"))
        .isEqualTo(DataReference.parse("draw:blobs:difficulty=0"));
    assertThat(DataReference.parse("draw:shapes").text())
        .isEqualTo("draw:shapes:classes=5,images=500,size=64,difficulty=0.5,seed=0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "draw:shape | there is no family 'shape'; the nearest is 'shapes' of shapes, textures,",
        "draw: | there is no family ''",
        "draw:Blobs | the nearest is 'blobs'",
        "draw:blobs: | '' is not of the form key=value",
        "draw:blobs:classes | 'classes' is not of the form key=value",
        "draw:blobs:clases=3 | there is no key 'clases'; the nearest is 'classes'",
        "draw:blobs:seed=1,seed=1 | the key 'seed' is given twice",
        "draw:blobs:classes=1 | classes must be a whole number from 2 to 50, was '1'",
        "draw:blobs:classes=51 | classes must be a whole number from 2 to 50, was '51'",
        "draw:blobs:classes=x | classes must be a whole number from 2 to 50, was 'x'",
        "draw:blobs:images=9 | images must be a whole number from 10 to 1000000, was '9'",
        "draw:blobs:images=1000001 | images must be a whole number from 10 to 1000000",
        "draw:blobs:size=15 | size must be a whole number from 16 to 512, was '15'",
        "draw:blobs:size=513 | size must be a whole number from 16 to 512, was '513'",
        "draw:blobs:difficulty=1.1 | difficulty must be a number from 0 to 1, was '1.1'",
        "draw:blobs:difficulty=NaN | difficulty must be a number from 0 to 1, was 'NaN'",
        "draw:blobs:difficulty= | difficulty must be a number from 0 to 1, was ''",
        "draw:blobs:seed=1.5 | seed must be a whole number of 64 bits, was '1.5'",
        "' ' | no data given",
      })
  void parse_badReference_oneSentenceWithTheOffender(String text, String message) {
    assertThatThrownBy(() -> DataReference.parse(text))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void parse_noPath_refused() {
    assertThatThrownBy(() -> DataReference.parse("a\0b")).isInstanceOf(InvalidDataException.class);
  }
}
