package tocsin.classify;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(packages = "tocsin.classify", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final DescribedPredicate<JavaClass> ROOT =
      DescribedPredicate.describe(
          "stand in the service's root package",
          type -> type.getPackageName().equals("tocsin.classify"));

  @ArchTest
  static final ArchRule tagging_isPure =
      classes()
          .that()
          .resideInAnyPackage(
              "tocsin.classify.text",
              "tocsin.classify.spot",
              "tocsin.classify.theme",
              "tocsin.classify.actor")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "tocsin.events",
              "tocsin.text",
              "tocsin.classify.text",
              "tocsin.classify.spot",
              "tocsin.classify.theme",
              "tocsin.classify.actor",
              "tocsin.classify.vocabulary");

  @ArchTest
  static final ArchRule features_areFreeOfCycles =
      slices().matching("tocsin.classify.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule features_neverImportTheRoot =
      noClasses().that().resideInAPackage("tocsin.classify.*..").should().dependOnClassesThat(ROOT);

  @ArchTest
  static final ArchRule messagingAndRest_standInTheRoot =
      noClasses()
          .that()
          .resideInAPackage("tocsin.classify.*..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta.ws.rs..",
              "jakarta.inject..",
              "jakarta.enterprise..",
              "org.eclipse.microprofile.reactive..",
              "io.smallrye.reactive..");

  @ArchTest
  static final ArchRule kafka_isKnownToTheRootAndTheVocabularyTopic =
      noClasses()
          .that()
          .resideInAPackage("tocsin.classify.*..")
          .and()
          .doNotHaveSimpleName("VocabularyTopic")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule time_isAnArgument = noClasses().should().callMethod(Instant.class, "now");
}
