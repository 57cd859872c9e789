package io.nasoa.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.nasoa.activities.data.DecodedDataset;
import java.util.Arrays;
import java.util.stream.Stream;

/** Who may know whom: the modules' direction and the single doors to what is internal elsewhere. */
@AnalyzeClasses(packages = "io.nasoa", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
  private static final String[] TEMPORAL = {"io.temporal.."};
  private static final String[] ENGINES = {"ai.djl..", "ai.onnxruntime.."};
  private static final String[] DATABASE = {
    "org.jdbi..", "org.h2..", "org.flywaydb..", "com.zaxxer..", "java.sql..", "javax.sql.."
  };

  @ArchTest
  static void allModules_areSeen(JavaClasses classes) {
    assertThat(classes.stream().map(type -> type.getPackageName()).distinct())
        .contains(
            "io.nasoa.zoo.store",
            "io.nasoa.workflows.tuning",
            "io.nasoa.activities.record",
            "io.nasoa.worker.temporal");
  }

  @ArchTest
  static final ArchRule LAYERS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("zoo-registry")
          .definedBy("io.nasoa.zoo..")
          .optionalLayer("baselines")
          .definedBy("io.nasoa.baselines..")
          .layer("workflows")
          .definedBy("io.nasoa.workflows..")
          .layer("activities")
          .definedBy("io.nasoa.activities..")
          .layer("worker")
          .definedBy("io.nasoa.worker..")
          .whereLayer("worker")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("activities")
          .mayOnlyBeAccessedByLayers("worker")
          .whereLayer("workflows")
          .mayOnlyBeAccessedByLayers("activities", "worker")
          .whereLayer("baselines")
          .mayOnlyBeAccessedByLayers("activities", "worker");

  /** Protocol P1: what comparisons choose by is never what they are reported on. */
  @ArchTest
  static final ArchRule ONLY_THE_REPORT_STEP_OPENS_TEST =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.nasoa.activities.trial..",
              "io.nasoa.activities.table..",
              "io.nasoa.activities.hpo..",
              "io.nasoa.activities.comparison..",
              "io.nasoa.baselines..",
              "io.nasoa.worker..")
          .and()
          .doNotHaveFullyQualifiedName("io.nasoa.activities.trial.TestReport")
          .should()
          .callMethod(DecodedDataset.class, "validation");

  @ArchTest
  static final ArchRule REGISTRY_KNOWS_NO_WORKFLOWS_AND_ENGINES =
      noClasses()
          .that()
          .resideInAPackage("io.nasoa.zoo..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              join(TEMPORAL, ENGINES, "weka..", "com.sun.net.httpserver..", "java.net.http.."));

  @ArchTest
  static final ArchRule BASELINES_ARE_PURE =
      noClasses()
          .that()
          .resideInAPackage("io.nasoa.baselines..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(join(TEMPORAL, ENGINES, join(DATABASE, "io.nasoa.zoo.store..")))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule WORKFLOWS_KNOW_RECORDS_ONLY =
      noClasses()
          .that()
          .resideInAPackage("io.nasoa.workflows..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(join(ENGINES, DATABASE, "weka..", "io.nasoa.zoo.store.."));

  @ArchTest
  static final ArchRule ACTIVITIES_KNOW_NO_COMMAND_LINE =
      noClasses()
          .that()
          .resideInAPackage("io.nasoa.activities..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("picocli..", "com.sun.net.httpserver..");

  @ArchTest
  static final ArchRule ONE_DOOR_TO_TORCH =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.nasoa.activities.network.TorchRuntime")
          .and()
          .haveNameNotMatching("io\\.nasoa\\.activities\\.network\\.TorchRuntime\\$.*")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl.pytorch..");

  @ArchTest
  static final ArchRule ONE_DOOR_TO_THE_TEST_SERVER =
      noClasses()
          .that()
          .haveNameNotMatching("io\\.nasoa\\.worker\\.temporal\\.EmbeddedTemporal(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.temporal.testserver..", "io.temporal.internal..");

  @ArchTest
  static final ArchRule WEKA_STAYS_IN_BASELINES =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.nasoa.baselines..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("weka..");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      SlicesRuleDefinition.slices().matching("io.nasoa.(*).(*)..").should().beFreeOfCycles();

  private static String[] join(String[] some, String... more) {
    return join(some, more, new String[0]);
  }

  private static String[] join(String[] some, String[] others, String... more) {
    return Stream.of(some, others, more).flatMap(Arrays::stream).toArray(String[]::new);
  }
}
