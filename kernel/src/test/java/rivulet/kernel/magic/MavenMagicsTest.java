package rivulet.kernel.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rivulet.kernel.magic.FakeRepository.bytes;
import static rivulet.kernel.magic.FakeRepository.classes;
import static rivulet.kernel.magic.FakeRepository.dependency;
import static rivulet.kernel.magic.FakeRepository.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Libraries from a Maven repository that is a folder.
@Timeout(120)
class MavenMagicsTest {
  @TempDir Path folder;
  @TempDir Path work;
  private FakeRepository repository;
  private MagicCells cells;

  @BeforeEach
  void begin() throws IOException {
    repository = new FakeRepository(folder);
    repository.add("org.low:low:1.0", "low.Low", "\"low 1.0\"", "");
    repository.add("org.low:low:2.0", "low.Low", "\"low 2.0\"", "");
    repository.add("org.left:left:1", "left.Left", "\"left\"", dependency("org.low:low:1.0", ""));
    repository.add(
        "org.right:right:1",
        "right.Right",
        "\"right\"",
        dependency("org.left:left:1", "")
            + dependency("org.low:low:2.0", "")
            + dependency("org.absent:absent:1", "<scope>test</scope>")
            + dependency("org.absent:absent:2", "<optional>true</optional>"));
    cells = new MagicCells(repository.variables(work));
  }

  @AfterEach
  void end() {
    cells.close();
  }

  private List<String> jars() {
    return cells.java.classPath().entries().stream().map(p -> p.getFileName().toString()).toList();
  }

  @Test
  void library_comesWithWhatItNeeds_inTheSameCell() {
    assertEquals(
        "left low 1.0",
        cells.value(
            "%maven org.left:left:1\nimport low.*;\nleft.Left.tell() + \" \" + Low.tell()"));
    assertEquals(List.of("left-1.jar", "low-1.0.jar"), jars());
  }

  @Test
  void resolver_hasNothingToDoWithTheLibraries() {
    cells.value("int before = 1;");
    cells.value("%%pom\n" + dependency("org.low:low:1.0", ""));
    assertEquals("low 1.0", cells.value("low.Low.tell()"));
    String told = cells.errors().replaceAll("\r[^\r]*", "");
    assertEquals("", told);
  }

  @Test
  void nearestVersion_winsAndUnusedScopesStayAway() {
    assertEquals("low 2.0", cells.value("%maven org.right:right:1\nlow.Low.tell()"));
    assertEquals(
        List.of("left-1.jar", "low-2.0.jar", "right-1.jar"), jars().stream().sorted().toList());
  }

  @Test
  void loadedVersion_staysAndIsTold() {
    cells.value("%addMavenDependencies org.low:low:1.0 org.left:left:1");
    cells.errors();
    assertEquals(
        "right low 1.0",
        cells.value("%maven org.right:right:1\nright.Right.tell() + \" \" + low.Low.tell()"));
    cells.value("%maven org.low:low:2.0");
    String told = cells.errors();
    assertTrue(told.contains("org.low:low stays at 1.0"), told);
  }

  @Test
  void missingLibrary_saysWhichAndWhere() {
    String message = cells.failure("%maven org.none:none:1").message();
    assertTrue(message.contains("org.none:none") && message.contains("fake"), message);
    assertEquals("ResolutionError", cells.failure("%maven org.none:none:1").name());
    assertEquals(
        "a library is written group:artifact[:packaging[:classifier]]:version, but got: nonsense",
        cells.failure("%maven nonsense").message());
  }

  @Test
  void whatIsPublishedLater_isFoundLater() throws IOException {
    cells.failure("%maven org.late:late:1");
    repository.add("org.late:late:1", "late.Late", "\"late\"", "");
    assertEquals("late", cells.value("%maven org.late:late:1\nlate.Late.tell()"));
  }

  @Test
  void offline_takesOnlyTheLocalRepository() throws Exception {
    cells.value("%maven org.low:low:1.0");
    MagicCells again = new MagicCells(repository.variables(work));
    again.value("%maven -o org.low:low:1.0");
    assertEquals("ResolutionError", again.failure("%maven --offline org.left:left:1").name());
    again.close();
  }

  @Test
  void pastedPom_mayBeLoose() throws IOException {
    repository.addJar(
        "org.tests:tested:3", "tests", classes("tested.T", source("tested.T", "\"t\"")));
    repository.addPom("org.tests:tested:3", "");
    Path other = Files.createDirectories(work.resolve("other"));
    new FakeRepository(other).add("org.other:other:1-SNAPSHOT", "other.O", "\"o\"", "");
    String repo = "<repository><url>" + other.toUri() + "</url></repository>";
    String excluded =
        "<exclusions><exclusion><groupId>org.low</groupId><artifactId>*</artifactId></exclusion></exclusions>";
    assertEquals(
        null,
        cells.value(
            "// comment\n%%loadFromPOM\n<!-- a comment -->\n"
                + repo
                + dependency("org.tests:tested:3", "<type>test-jar</type><scope>provided</scope>")
                + dependency("org.other:other:1-SNAPSHOT", "")
                + dependency("org.left:left:1", excluded)
                + dependency("org.absent:absent:1", "<scope>test</scope>")));
    assertEquals(
        "tolefto",
        cells.value("tested.T.tell() + other.O.tell() + left.Left.tell() + other.O.tell()"));
    assertFalse(jars().toString().contains("low"), jars().toString());
    assertTrue(cells.errors().contains("left out: org.absent:absent:jar:1 (scope test)"));
  }

  @Test
  void wholePom_hasItsPropertiesAndManagement() throws IOException {
    String project =
        """
        <?xml version="1.0"?>
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <properties><low>2.0</low></properties>
          <dependencyManagement><dependencies>%s</dependencies></dependencyManagement>
          <dependencies>%s</dependencies>
        </project>
        """
            .formatted(dependency("org.low:low:${low}", ""), dependency("org.left:left:1", ""));
    cells.value("%%pom\n" + project);
    assertEquals("low 2.0", cells.value("low.Low.tell()"));
    MagicCells file = new MagicCells(repository.variables(work));
    Path pom = work.resolve("pom.xml");
    Files.writeString(pom, Pom.whole(project));
    assertEquals("low 2.0", file.value("%loadFromPOM " + pom + " compile\nlow.Low.tell()"));
    file.close();
    assertTrue(cells.failure("%%pom\n<a>").message().startsWith("the cell is no XML: line "));
  }

  @Test
  void repositories_areAddedByAllSpellings() throws Exception {
    for (String add :
        List.of(
            "%mavenRepo mine URL",
            "%addMavenRepo mine URL",
            "%classpath config resolver mine URL",
            "%dependency /add-repo mine URL release|never snapshot|always")) {
      Map<String, String> variables = new HashMap<>(repository.variables(work));
      Path other = Files.createDirectories(work.resolve("mine"));
      new FakeRepository(other).add("org.mine:mine:1", "mine.M", "\"m\"", "");
      MagicCells session = new MagicCells(variables);
      session.value(add.replace("URL", other.toUri().toString()));
      assertEquals("m", session.value("%maven org.mine:mine:1\nmine.M.tell()"), add);
      session.close();
    }
    assertEquals(
        "m",
        cells.value(
            "%maven --from=" + work.resolve("mine").toUri() + " org.mine:mine:1\nmine.M.tell()"));
  }

  @Test
  void rapaiosAndBeakerXsSpelling_addLibraries() {
    cells.value(
        "String v = \"1.0\";\n%dependency /add org.low:low:\\{v}\n%dependency /add org.left:left:1 --optional\n%dependency /resolve");
    assertEquals("low 1.0", cells.value("low.Low.tell()"));
    cells.value(
        "%dependency /list-dependencies\n%dependency /list-artifacts\n%dependency /list-repos");
    String printed = cells.printed();
    assertTrue(printed.contains("org.left:left:jar:1") && printed.contains("fake"), printed);
    cells.value("%classpath add mvn org.right right 1");
    assertEquals("right", cells.value("right.Right.tell()"));
  }

  @Test
  void sources_areFetchedBesideTheLibrary() throws Exception {
    repository.addJar("org.low:low:1.0", "sources", Map.of("low/Low.java", bytes("package low;")));
    cells.value("%maven org.low:low:1.0");
    while (cells.java.classPath().sources().isEmpty()) {
      Thread.sleep(20);
    }
    assertEquals(
        "low-1.0-sources.jar",
        cells.java.classPath().sources().getFirst().getFileName().toString());
  }

  @Test
  void extensionInALibrary_isInstalled() throws IOException {
    Map<String, byte[]> jar =
        new HashMap<>(
            classes(
                "ext.Ext",
                """
                package ext;
                import java.util.List;
                import rivulet.kernel.session.*;
                public class Ext implements Extension {
                  public static String here() { return "here"; }
                  public List<String> imports() { return List.of("static ext.Ext.here"); }
                  public List<Magic> magics() {
                    return List.of(Magic.line("ext", "", "Is there.", call -> "magic"));
                  }
                }
                """));
    jar.put("META-INF/services/rivulet.kernel.session.Extension", bytes("ext.Ext"));
    repository.addJar("org.ext:ext:1", "", jar);
    repository.addPom("org.ext:ext:1", "");
    assertEquals("heremagic", cells.value("%maven org.ext:ext:1\nString m = %ext\nhere() + m"));
  }

  @Test
  void jJavasExtensionInALibrary_registersMagics() throws IOException {
    Map<String, byte[]> jar =
        new HashMap<>(
            classes(
                "jm.Ext",
                """
                package jm;
                import java.util.List;
                import org.dflib.jjava.jupyter.kernel.BaseKernel;
                public class Ext implements org.dflib.jjava.jupyter.Extension {
                  public void install(BaseKernel kernel) {
                    kernel.getMagicsRegistry()
                        .registerLineMagic("jmLine", (k, words) -> words + " " + k.evalRaw("6 * 7"))
                        .registerCellMagic("jmCell", (k, words, body) -> words + body);
                  }
                  public static boolean knowsItsKernel() {
                    return BaseKernel.notebookKernel().getMagicsRegistry()
                        .getLineMagicNames().containsAll(List.of("jmLine", "maven"));
                  }
                }
                """));
    jar.put("META-INF/services/org.dflib.jjava.jupyter.Extension", bytes("jm.Ext"));
    repository.addJar("org.jm:jm:1", "", jar);
    repository.addPom("org.jm:jm:1", "");
    assertEquals("[a, b] 42", cells.value("%maven org.jm:jm:1\nString s = %jmLine a b\ns"));
    assertEquals("[x]body", cells.value("%%jmCell x\nbody"));
    assertEquals(true, cells.value("jm.Ext.knowsItsKernel()"));
    assertEquals("[c] 42", cells.value("Object o = lineMagic(\"JMLINE\", List.of(\"c\")); o"));
    Map<String, String> variables = new HashMap<>(repository.variables(work));
    variables.put("JJAVA_LOAD_EXTENSIONS", "0");
    cells.close();
    cells = new MagicCells(variables);
    cells.value("%maven org.jm:jm:1");
    assertTrue(cells.failure("%jmLine").message().startsWith("there is no magic %jmLine"));
  }

  @Test
  void jJavasExtensionInALibrary_registersRenderers() throws IOException {
    Map<String, byte[]> jar =
        new HashMap<>(
            classes(
                "jj.Frame",
                """
                package jj;
                import org.dflib.jjava.jupyter.kernel.BaseKernel;
                import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
                public class Frame {
                  public static class Ext implements org.dflib.jjava.jupyter.Extension {
                    public void install(BaseKernel kernel) {
                      kernel.getRenderer().createRegistration(Frame.class)
                          .preferring(MIMEType.TEXT_HTML)
                          .register((frame, context) ->
                              context.renderIfRequested(MIMEType.TEXT_HTML, () -> "<i>frame</i>"));
                    }
                  }
                }
                """));
    jar.put("META-INF/services/org.dflib.jjava.jupyter.Extension", bytes("jj.Frame$Ext"));
    repository.addJar("org.jj:jj:1", "", jar);
    repository.addPom("org.jj:jj:1", "");
    cells.value(
        "%maven org.jj:jj:1\nkernel().display(kernel().getRenderer().render(new jj.Frame()));");
    assertEquals(
        "<i>frame</i>",
        cells
            .shown
            .getLast()
            .getData(
                io.github.spencerpark.jupyter.kernel.display.mime.MIMEType.parse("text/html")));
  }
}
