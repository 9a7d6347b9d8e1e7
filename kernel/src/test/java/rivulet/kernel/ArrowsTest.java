package rivulet.kernel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The arrows between the kernel's packages.
@AnalyzeClasses(packages = "rivulet", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
  @ArchTest
  static final ArchRule display_knowsNoOtherPackage =
      noClasses()
          .that()
          .resideInAPackage("rivulet.kernel.display")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "rivulet.kernel.protocol",
              "rivulet.kernel.session",
              "rivulet.kernel.cell..",
              "rivulet.kernel.magic",
              "rivulet.kernel.assist",
              "rivulet.kernel.client");

  @ArchTest
  static final ArchRule protocol_knowsNoOtherPackage =
      noClasses()
          .that()
          .resideInAPackage("rivulet.kernel.protocol")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "rivulet.kernel.display",
              "rivulet.kernel.session",
              "rivulet.kernel.cell..",
              "rivulet.kernel.magic",
              "rivulet.kernel.client");

  @ArchTest
  static final ArchRule session_knowsNeitherCellsNorClient =
      noClasses()
          .that()
          .resideInAPackage("rivulet.kernel.session")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "rivulet.kernel.cell..",
              "rivulet.kernel.magic",
              "rivulet.kernel.assist",
              "rivulet.kernel.client");

  @ArchTest
  static final ArchRule magicsAndCells_doNotKnowEachOther =
      noClasses()
          .that()
          .resideInAPackage("rivulet.kernel.magic")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "rivulet.kernel.cell..", "rivulet.kernel.assist", "rivulet.kernel.client");

  /// Help while typing asks the cell compiler what unfinished text means; that one needs no help.
  @ArchTest
  static final ArchRule cells_knowNoMagicsAndNoHelp =
      noClasses()
          .that()
          .resideInAPackage("rivulet.kernel.cell..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "rivulet.kernel.magic", "rivulet.kernel.assist", "rivulet.kernel.client");

  @ArchTest
  static final ArchRule assist_speaksNoProtocol =
      noClasses()
          .that()
          .resideInAPackage("rivulet.kernel.assist")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "rivulet.kernel.protocol", "rivulet.kernel.magic", "rivulet.kernel.client");

  @ArchTest
  static final ArchRule resolver_isForMagics =
      noClasses()
          .that()
          .resideOutsideOfPackage("rivulet.kernel.magic")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.eclipse.aether..", "eu.maveniverse..", "org.apache.maven..");

  @ArchTest
  static final ArchRule client_standsBesideTheProtocol =
      noClasses()
          .that()
          .resideInAPackage("rivulet.kernel.client")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "rivulet.kernel.cell..",
              "rivulet.kernel.magic",
              "rivulet.kernel.session",
              "rivulet.kernel.display");

  @ArchTest
  static final ArchRule zeroMq_isForServerAndClient =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("rivulet.kernel.session.Server")
          .and()
          .doNotHaveFullyQualifiedName("rivulet.kernel.session.Sockets")
          .and()
          .resideOutsideOfPackage("rivulet.kernel.client")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.zeromq..", "zmq..");

  @ArchTest
  static final ArchRule json_isForWireAndClient =
      noClasses()
          .that()
          .haveNameNotMatching("rivulet\\.kernel\\.protocol\\.Wire(\\$.*)?")
          .and()
          .resideOutsideOfPackage("rivulet.kernel.client")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.google.gson..");

  @ArchTest
  static final ArchRule kernel_knowsNoEngine =
      noClasses()
          .that()
          .resideInAPackage("rivulet.kernel..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("rivulet", "rivulet.array..", "rivulet.backward..", "com.typesafe..");
}
