package rivulet.install;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Only this module sees both the engine and the kernel.
@AnalyzeClasses(packages = "rivulet", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
  private static final String[] ENGINE = {"rivulet", "rivulet.array..", "rivulet.backward.."};

  @ArchTest
  static final ArchRule kernelDoesNotKnowTheEngine =
      noClasses()
          .that()
          .resideInAPackage("rivulet.kernel..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ENGINE);

  @ArchTest
  static final ArchRule engineDoesNotKnowTheKernel =
      noClasses()
          .that()
          .resideInAnyPackage(ENGINE)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("rivulet.kernel..");

  @ArchTest
  static final ArchRule nobodyKnowsTheCommand =
      noClasses()
          .that()
          .resideOutsideOfPackage("rivulet.install..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("rivulet.install..");
}
