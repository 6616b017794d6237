package tocsin.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What keeps this service easy to change.
@AnalyzeClasses(packages = "tocsin.ingest", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String WIRING = "tocsin.ingest.Wiring";

  @ArchTest
  static final ArchRule parsing_isPure =
      classes()
          .that()
          .resideInAPackage("..parse..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.xml..",
              "com.ctc.wstx..",
              "org.codehaus.stax2..",
              "org.jdom2..",
              "org.jsoup..",
              "com.rometools..",
              "com.fasterxml.jackson..",
              "org.jspecify..",
              "tocsin.text..",
              "tocsin.ingest.parse..");

  @ArchTest
  static final ArchRule decisions_arePure =
      classes()
          .that()
          .haveNameMatching(
              "tocsin\\.ingest\\.(feed\\.(PollPlan|Rhythm|Relocation|PollEvery)|publish\\.(News|Furniture|FeedState|Candidate)).*")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "tocsin..", "org.jspecify..");

  @ArchTest
  static final ArchRule features_haveNoCycles =
      slices().matching("tocsin.ingest.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule features_doNotKnowTheRoot =
      noClasses()
          .that()
          .resideInAnyPackage("tocsin.ingest.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("tocsin.ingest");

  @ArchTest
  static final ArchRule time_isAnArgument =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(WIRING)
          .and()
          .resideOutsideOfPackage("..cli..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC");

  @ArchTest
  static final ArchRule routes_areResources =
      classes()
          .that()
          .areAnnotatedWith(jakarta.ws.rs.Path.class)
          .should()
          .haveSimpleNameEndingWith("Resource");

  @ArchTest
  static final ArchRule injection_isByConstructor =
      fields()
          .should()
          .notBeAnnotatedWith(Inject.class)
          .andShould()
          .notBeAnnotatedWith(ConfigProperty.class);
}
