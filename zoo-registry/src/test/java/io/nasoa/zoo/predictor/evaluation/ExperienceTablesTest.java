package io.nasoa.zoo.predictor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nasoa.zoo.search.benchmark.RealReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperienceTablesTest {
  @TempDir Path directory;

  private Path write(String name, String... lines) throws IOException {
    return Files.write(directory.resolve(name), List.of(lines));
  }

  private ExperienceTable fineTunings(String target) throws IOException {
    write(
        TimmModels.SPEED,
        "model,train_samples_per_sec,train_step_time,train_batch_size,train_img_size,param_count",
        "net_a,100,5,32,256,\"1,000.5\"",
        "net_b,200,5,32,224,10");
    write(
        TimmModels.COST,
        "model,infer_samples_per_sec,infer_img_size,infer_gmacs",
        "net_a,1,224,7",
        "net_a,1,256,9",
        "net_b,1,320,3");
    write(
        TimmModels.ACCURACY,
        "model,img_size,top1",
        "net_a.x_in1k,256,80",
        "net_a.y_in1k,256,82",
        "net_a.z_in22k_ft_in1k,256,88",
        "net_a.y_in1k,384,83",
        "net_b.in1k,224,70");
    write(TimmModels.PRETRAINING, "model,pretrain", "net_a,in1k", "net_b,in21k");
    Path table =
        write(
            "runs.csv",
            "dataset,model_name,GPU_mem,error_rate,valid_loss,train_loss,fit_time",
            "pets,net_b,1,0.2,1,1,100",
            "planet,net_a,1,0.1,1,1,200",
            "pets,net_a,,0.1,1,1,200",
            "pets,net_a_in22k,1,0.05,1,1,300",
            "pets,vit_net,1,0.3,1,1,400");
    return ExperienceTables.read(table, target, false);
  }

  @Test
  void read_fineTunings_joinsCompleteRowsByTheRule() throws IOException {
    ExperienceTable table = fineTunings("error_rate");
    assertThat(table.lowerIsBetter()).isTrue();
    assertThat(table.schema().names())
        .containsExactly(
            "dataset=planet",
            "log parameters",
            "log training speed",
            "log cost",
            "ImageNet accuracy",
            "larger pretraining set",
            "transformer");
    assertThat(table.rows()).hasSize(4);
    ExperienceTable.Row a = table.rows().get(1);
    assertThat(a.task()).isEqualTo("planet");
    assertThat(a.block()).isEqualTo("planet/0");
    assertThat(a.features())
        .containsExactly(
            1.0, StrictMath.log(1000.5), StrictMath.log(100), StrictMath.log(9), 81.0, 0.0, 0.0);
    assertThat(table.rows().get(0).features())
        .containsExactly(
            0.0, StrictMath.log(10), StrictMath.log(200), StrictMath.log(3), 70.0, 1.0, 0.0);
    assertThat(table.rows().get(2).features().subList(1, 7))
        .containsExactly(
            StrictMath.log(1000.5), StrictMath.log(100), StrictMath.log(9), 88.0, 1.0, 0.0);
    assertThat(table.rows().get(3).features().subList(1, 7))
        .containsExactly(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0.0, 1.0);
  }

  @Test
  void read_fitTime_isItsLogarithm() throws IOException {
    assertThat(fineTunings("fit_time").rows().get(0).outcome())
        .isCloseTo(Math.log(100), within(1e-12));
    assertThatThrownBy(() -> fineTunings("valid_loss"))
        .isInstanceOf(InvalidExperienceTableException.class)
        .hasMessageContaining("not 'valid_loss'");
  }

  @Test
  void read_general_takesNumbersAndTexts() throws IOException {
    Path file = write("own.csv", "task,kind,size,accuracy", "t1,b,1.5,0.5", "t2,a,,0.6", "t2,a,2,");
    ExperienceTable table = ExperienceTables.read(file, null, false);
    assertThat(table.target()).isEqualTo("accuracy");
    assertThat(table.schema().names()).containsExactly("size", "kind=a", "kind=b");
    assertThat(table.rows()).hasSize(2);
    assertThat(table.rows().get(0).features()).containsExactly(1.5, 0.0, 1.0);
    assertThat(table.rows().get(1).features()).containsExactly(Double.NaN, 1.0, 0.0);
    assertThat(table.rows().get(1).block()).isEqualTo("t2");
  }

  @Test
  void read_bad_saysWhatAndWhere() throws IOException {
    Path none = directory.resolve("none.csv");
    assertThatThrownBy(() -> ExperienceTables.read(none, null, false))
        .hasMessage("table " + none + " does not exist");
    Path column = write("a.csv", "task,x", "t,1");
    assertThatThrownBy(() -> ExperienceTables.read(column, null, false))
        .hasMessageContaining("no column 'accuracy'");
    Path fields = write("b.csv", "task,x,accuracy", "t,1");
    assertThatThrownBy(() -> ExperienceTables.read(fields, null, false))
        .hasMessageContaining("line 2 has 2 fields, expected 3");
    Path number = write("c.csv", "task,x,accuracy", "t,1,good");
    assertThatThrownBy(() -> ExperienceTables.read(number, null, false))
        .hasMessageContaining("line 2 has 'good' in column 'accuracy'");
    Path empty = write("d.csv", "task,x,accuracy");
    assertThatThrownBy(() -> ExperienceTables.read(empty, null, false))
        .isInstanceOf(InvalidExperienceTableException.class);
    Path features = write("e.csv", "task,accuracy", "t,1");
    assertThatThrownBy(() -> ExperienceTables.read(features, null, false))
        .hasMessageContaining("no column of features");
    Path twice = write("f.csv", "task,task,accuracy", "t,t,1");
    assertThatThrownBy(() -> ExperienceTables.read(twice, null, false))
        .hasMessageContaining("names a column twice");
  }

  @Test
  void read_published_has849RowsOf86Models() {
    Path file = RealReference.file("fastai-timm-finetune.csv");
    ExperienceTable table = ExperienceTables.read(file, null, false);
    assertThat(table.rows()).hasSize(849);
    assertThat(table.rows().stream().map(ExperienceTable.Row::model).distinct()).hasSize(86);
    assertThat(table.rows())
        .allSatisfy(row -> assertThat(row.features()).doesNotContain(Double.NaN));
  }
}
