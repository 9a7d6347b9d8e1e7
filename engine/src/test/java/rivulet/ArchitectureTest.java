package rivulet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The arrows of the engine: `rivulet → array`, `rivulet → backward → Akka`.
@AnalyzeClasses(packages = "rivulet", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule arraysKnowNobody =
      noClasses()
          .that()
          .resideInAPackage("rivulet.array")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("rivulet", "rivulet.backward");

  @ArchTest
  static final ArchRule theSchedulerKnowsNoTensors =
      noClasses()
          .that()
          .resideInAPackage("rivulet.backward")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("rivulet", "rivulet.array");

  @ArchTest
  static final ArchRule onlyTheSchedulerKnowsAkka =
      noClasses()
          .that()
          .resideOutsideOfPackage("rivulet.backward")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("akka..", "scala..");

  @ArchTest
  static final ArchRule onlyArraysCallNativeCode =
      noClasses()
          .that()
          .resideOutsideOfPackage("rivulet.array")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.lang.foreign..", "jdk.incubator.vector..");
}
