package rivulet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The arrows of the engine: `nn, optim → rivulet → array`, `rivulet → backward → Akka`.
@AnalyzeClasses(packages = "rivulet", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule arraysKnowNobody =
      noClasses()
          .that()
          .resideInAPackage("rivulet.array..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("rivulet", "rivulet.backward", "rivulet.nn", "rivulet.optim");

  @ArchTest
  static final ArchRule nativeLibrariesKnowNoArrays =
      noClasses()
          .that()
          .resideInAPackage("rivulet.array.natives")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("rivulet.array");

  @ArchTest
  static final ArchRule theSchedulerKnowsNoTensors =
      noClasses()
          .that()
          .resideInAPackage("rivulet.backward")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("rivulet", "rivulet.array..", "rivulet.nn", "rivulet.optim");

  @ArchTest
  static final ArchRule tensorsKnowNoModules =
      noClasses()
          .that()
          .resideInAPackage("rivulet")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("rivulet.nn", "rivulet.optim");

  @ArchTest
  static final ArchRule modulesAndOptimizersKnowTensorsOnly =
      noClasses()
          .that()
          .resideInAnyPackage("rivulet.nn", "rivulet.optim")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("rivulet.backward");

  @ArchTest
  static final ArchRule modulesKnowNoOptimizers =
      noClasses()
          .that()
          .resideInAPackage("rivulet.nn")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("rivulet.optim");

  @ArchTest
  static final ArchRule optimizersKnowNoModules =
      noClasses()
          .that()
          .resideInAPackage("rivulet.optim")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("rivulet.nn");

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
          .resideOutsideOfPackage("rivulet.array..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.lang.foreign..", "jdk.incubator.vector..");
}
