package tocsin.alert;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What keeps this service easy to change.
@AnalyzeClasses(packages = "tocsin.alert", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final DescribedPredicate<JavaClass> ROOT =
      DescribedPredicate.describe(
          "stand in the service's root package",
          type -> type.getPackageName().equals("tocsin.alert"));

  @ArchTest
  static final ArchRule decisions_arePure =
      classes()
          .that()
          .haveNameMatching(
              "tocsin\\.alert\\.(delivery\\.(RetryPlan|DigestWindow|Hold|Targets|Excerpt|Marks|StoryBands|AlertLink|Cut|Attempt)|webhook\\.(WebhookSignature|RetryAfter)|email\\.SmtpReply|account\\.(EmailAddress|WrongTokens|Origin)|subscription\\.(Query|Schedule|QuietHours)|history\\.(Bookmark|Csv|Hit|Narrowing|PreviewPace|Recorded|Suggestion)|replay\\.(Pace|Standing)).*")
          .and()
          .haveSimpleNameNotEndingWith("Resource")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "javax.crypto..", "org.jspecify..", "tocsin..");

  @ArchTest
  static final ArchRule features_areFreeOfCycles =
      slices().matching("tocsin.alert.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule features_neverImportTheRoot =
      noClasses().that().resideInAPackage("tocsin.alert.*..").should().dependOnClassesThat(ROOT);

  @ArchTest
  static final ArchRule routes_areResourcesOrPages =
      classes()
          .that()
          .areAnnotatedWith(jakarta.ws.rs.Path.class)
          .should()
          .haveSimpleNameEndingWith("Resource")
          .orShould()
          .haveSimpleNameEndingWith("Pages");

  @ArchTest
  static final ArchRule kafka_isKnownToTheRootTheVocabularyAndHistory =
      noClasses()
          .that()
          .resideInAPackage("tocsin.alert.*..")
          .and()
          .resideOutsideOfPackage("..history..")
          .and()
          .haveSimpleNameNotStartingWith("VocabularyReader")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "io.smallrye.reactive.messaging..");

  @ArchTest
  static final ArchRule time_isAnArgument =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("tocsin.alert.Wiring")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC");

  @ArchTest
  static final ArchRule injection_isByConstructor =
      fields()
          .should()
          .notBeAnnotatedWith(Inject.class)
          .andShould()
          .notBeAnnotatedWith(ConfigProperty.class);
}
