package io.nasoa.workflows.tuning;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a replayed workflow must not do, in the whole module because its code calls all of it. */
@AnalyzeClasses(
    packages = "io.nasoa.workflows",
    importOptions = ImportOption.DoNotIncludeTests.class)
class WorkflowCodeRulesTest {
  @ArchTest
  static final ArchRule CLOCKS =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(OffsetDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .because("only Workflow.currentTimeMillis() is the same in a replay");

  @ArchTest
  static final ArchRule RANDOMNESS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Random.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(SplittableRandom.class)
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(UUID.class, "randomUUID");

  @ArchTest
  static final ArchRule INPUT_OUTPUT =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.io..", "java.nio.file..", "java.net..", "java.sql..")
          .orShould()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "getProperty", String.class);

  @ArchTest
  static final ArchRule THREADS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("java.util.concurrent..");

  @ArchTest
  static final ArchRule UNORDERED_COLLECTIONS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(HashMap.class, HashSet.class, IdentityHashMap.class, WeakHashMap.class)
          .orShould()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "makes a collection without an order",
                  call -> isFactory(call.getTargetOwner().getName(), call.getName())));

  private static boolean isFactory(String owner, String method) {
    return switch (method) {
      case "of", "copyOf", "ofEntries" ->
          owner.equals(Set.class.getName()) || owner.equals(Map.class.getName());
      case "toSet", "toMap", "groupingBy", "toUnmodifiableSet", "toUnmodifiableMap" ->
          owner.equals(Collectors.class.getName());
      default -> false;
    };
  }

  @ParameterizedTest
  @MethodSource("rules")
  void rule_offendingCode_isFound(ArchRule rule) {
    JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);
    assertThat(rule.evaluate(offender).hasViolation()).as(rule.getDescription()).isTrue();
  }

  static Stream<ArchRule> rules() {
    return Stream.of(CLOCKS, RANDOMNESS, INPUT_OUTPUT, THREADS, UNORDERED_COLLECTIONS);
  }

  /** Breaks every rule once. */
  @SuppressWarnings("unused")
  private static final class Offender {
    String offend() {
      Thread thread = new Thread(() -> {});
      return System.currentTimeMillis()
          + UUID.randomUUID().toString()
          + Path.of("x")
          + thread
          + Set.of("a", "b");
    }
  }
}
