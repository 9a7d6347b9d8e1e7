package rivulet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the shell script does before Java starts, in a tree of its own: it has the script, and a
/// Maven that counts its calls and puts the product where the real one would.
class ScriptProductTest {
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "cat",
          "cp",
          "dirname",
          "find",
          "grep",
          "head",
          "mkdir",
          "readlink",
          "rm",
          "rmdir",
          "sed",
          "sleep",
          "touch",
          "uname");

  @TempDir Path folder;
  private Path tree;
  private Path tools;
  private Path script;

  @BeforeAll
  static void makeWhatEveryBuildWouldMake() {
    assertEquals(0, Command.rivulet("aot").run().code());
  }

  @BeforeEach
  void plant() throws IOException {
    tree = folder.resolve("a clone");
    script = tree.resolve("install", "rivulet");
    Files.createDirectories(tree.resolve("install", "src", "main"));
    Files.copy(Command.RIVULET, script);
    assertTrue(script.toFile().setExecutable(true));
    Files.copy(Command.ROOT.resolve("pom.xml"), tree.resolve("pom.xml"));
    tools = Files.createDirectory(folder.resolve("tools"));
    for (String tool : TOOLS) {
      Files.createSymbolicLink(tools.resolve(tool), find(tool));
    }
  }

  private static Path find(String tool) {
    return List.of("/usr/bin", "/bin").stream()
        .map(bin -> Path.of(bin, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private void giveMaven(String how) throws IOException {
    Path maven = tools.resolve("mvn");
    Files.writeString(
        maven,
        """
        #!/bin/sh
        echo called >>'%s/calls'
        echo '[INFO] Building Rivulet engine 0.1.0 [2/4]'
        %s
        printf 'no newline'
        """
            .formatted(folder, how));
    assertTrue(maven.toFile().setExecutable(true));
  }

  private void giveMaven() throws IOException {
    giveMaven(
        """
        sleep 1
        mkdir -p install/target/rivulet
        cp -Rp '%s/.' install/target/rivulet/
        touch install/target/rivulet/built.txt
        """
            .formatted(Command.ROOT.resolve("install", "target", "rivulet")));
  }

  private long calls() throws IOException {
    Path calls = folder.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
  }

  private Command.Result version() {
    return Command.of(script, "--version").with("PATH", tools).run();
  }

  private static void assertVersion(Command.Result result) {
    assertEquals("rivulet " + Launch.version() + "\n", result.out(), result::err);
    assertEquals(0, result.code());
  }

  @Test
  void firstUse_builds_theSecondDoesNot() throws IOException {
    giveMaven();
    Command.Result first = version();
    assertVersion(first);
    assertTrue(first.err().contains("rivulet: Building Rivulet engine 0.1.0 [2/4]\n"), first::err);
    assertEquals(new Command.Result(0, first.out(), ""), version());
    assertEquals(1, calls());
  }

  @Test
  void twoFirstUsesAtOnce_buildOnce() throws IOException {
    giveMaven();
    CompletableFuture<Command.Result> other = CompletableFuture.supplyAsync(this::version);
    assertVersion(version());
    assertVersion(other.join());
    assertEquals(1, calls());
  }

  @Test
  void newerSource_buildsAgain() throws IOException {
    giveMaven();
    assertVersion(version());
    Path source = Files.createFile(tree.resolve("install", "src", "main", "New.java"));
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(1)));
    assertVersion(version());
    assertEquals(2, calls());
  }

  @Test
  void killedBuild_leavesNothingInTheWay() throws IOException {
    giveMaven();
    Path lock = tree.resolve("install", "target", "building");
    Files.createDirectories(lock);
    Files.writeString(lock.resolve("owner"), "2147483646\n");
    assertVersion(version());
    assertEquals(1, calls());
  }

  @Test
  void failedBuild_showsTheErrors_andTheNextUseTriesAgain() throws IOException {
    giveMaven("echo '[ERROR] it is broken'; exit 1");
    Command.Result result = version();
    assertEquals(2, result.code());
    assertTrue(result.err().contains("[ERROR] it is broken\n"), result::err);
    assertTrue(result.err().contains("rivulet: the build failed; all of its"), result::err);
    giveMaven();
    assertVersion(version());
  }

  @Test
  void noMaven_saysWhatToInstall() {
    Command.Result result = version();
    assertEquals(2, result.code());
    assertTrue(result.err().startsWith("rivulet: Maven is missing"), result::err);
  }

  @Test
  void noJdkOfThatVersion_saysWhatWasFoundAndWhatToInstall() throws IOException {
    Files.writeString(script, Files.readString(script).replace("needed=25", "needed=99"));
    Command.Result result = version();
    assertEquals(2, result.code());
    assertTrue(result.err().startsWith("rivulet: no JDK 99 found in JAVA_HOME"), result::err);
    assertTrue(result.err().contains("25 (" + System.getProperty("java.home")), result::err);
    assertTrue(result.err().contains("adoptium.net"), result::err);
  }

  @Test
  void jdk_isFoundOnThePath() throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin");
    for (String launcher : List.of("java", "javac")) {
      Files.createSymbolicLink(tools.resolve(launcher), java.resolve(launcher));
    }
    giveMaven();
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Command.Result result =
        Command.of(script, "--version").with("PATH", tools).with("JAVA_HOME", empty).run();
    assertVersion(result);
    assertTrue(result.err().contains("(JDK 25 in " + java.getParent()), result::err);
  }

  @Test
  void linkFromAnotherFolder_works() throws IOException {
    Path link =
        Files.createSymbolicLink(folder.resolve("a link"), Path.of("a clone/install/rivulet"));
    giveMaven();
    assertVersion(Command.of(link, "--version").in(tools).with("PATH", tools).run());
  }

  @Test
  void test_isMavensVerify_withTheArguments() throws IOException {
    giveMaven("echo \"$@ in $PWD with $JAVA_HOME\"");
    Command.Result result = Command.of(script, "test", "-o", "a b").with("PATH", tools).run();
    assertTrue(result.out().contains("-B verify -o a b in " + tree.toRealPath()), result::out);
    assertTrue(result.out().contains(" with " + System.getProperty("java.home")), result::out);
  }

  private Command testInBrowser() {
    return Command.of(script, "test", "--browser", "-o").with("PATH", tools);
  }

  @Test
  void browserSteps_areTheOnlyTests() throws IOException {
    giveMaven("echo \"$@ in $RIVULET_CHROMIUM\"");
    Path chromium = Files.createSymbolicLink(tools.resolve("chromium"), find("sh"));
    Command.Result result = testInBrowser().with("RIVULET_CHROMIUM", "").run();
    String words = "-B -Pbrowser -DskipTests verify -o in ";
    assertTrue(result.out().contains(words + chromium + "\n"), result::out);
    Command.Result named = testInBrowser().with("RIVULET_CHROMIUM", find("sh")).run();
    assertTrue(named.out().contains(words + find("sh") + "\n"), named::out);
  }

  @Test
  void noBrowser_saysInALineWhatToInstall() throws IOException {
    giveMaven();
    Command.Result none = testInBrowser().with("RIVULET_CHROMIUM", "").run();
    assertEquals(2, none.code());
    assertEquals(1, none.err().lines().count(), none::err);
    assertTrue(none.err().contains("no Chromium found"), none::err);
    assertTrue(none.err().contains("apt install chromium"), none::err);
    Command.Result wrong = testInBrowser().with("RIVULET_CHROMIUM", "chromium").run();
    assertEquals(2, wrong.code());
    assertTrue(wrong.err().endsWith("a Chromium, not chromium\n"), wrong::err);
    assertEquals(0, calls());
  }
}
