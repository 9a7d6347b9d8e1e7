package rivulet.kernel.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rivulet.kernel.session.Interpreter.Outcome;

/// Libraries that are added to a session: how their classes are found, woven and kept apart.
@Timeout(120)
class LibrariesTest {
  private final Cells cells = new Cells();

  @TempDir Path folder;

  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(String text) {
      super(
          URI.create("text:///" + text.replaceFirst("(?s).*?class (\\w+).*", "$1") + ".java"),
          Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /// Compiles sources into a folder.
  private Path compiled(String name, String... sources) throws IOException {
    Path out = Files.createDirectories(folder.resolve(name));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<? extends JavaFileObject> units = Stream.of(sources).map(Text::new).toList();
    assertTrue(
        compiler.getTask(null, null, null, List.of("-d", out.toString()), null, units).call());
    return out;
  }

  private Path jar(String name, Map<String, Path> roots, String manifest) throws IOException {
    Path jar = folder.resolve(name + ".jar");
    Manifest head =
        new Manifest(
            new java.io.ByteArrayInputStream(
                ("Manifest-Version: 1.0\n" + manifest + "\n").getBytes(StandardCharsets.UTF_8)));
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, head)) {
      for (Map.Entry<String, Path> root : roots.entrySet()) {
        try (Stream<Path> files = Files.walk(root.getValue())) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            entries.putNextEntry(new JarEntry(root.getKey() + root.getValue().relativize(file)));
            entries.write(Files.readAllBytes(file));
          }
        }
      }
    }
    return jar;
  }

  private void add(Path entry) {
    cells.interpreter.classPath().add(List.of(entry));
  }

  @Test
  void addedClasses_areThereForTheNextCell() throws IOException {
    cells.failure("lib.A.one()");
    add(compiled("one", "package lib; public class A { public static int one() { return 1; } }"));
    assertEquals(1, cells.value("import lib.*;\nA.one()"));
    add(
        jar(
            "two",
            Map.of(
                "",
                compiled(
                    "two",
                    "package lib; public class B { public static int two() { return 2; } }")),
            ""));
    assertEquals(3, cells.value("A.one() + B.two()"));
    assertThrows(IllegalArgumentException.class, () -> add(folder.resolve("none.jar")));
    assertEquals(2, cells.interpreter.classPath().entries().size());
  }

  @Test
  void loopsInLibraries_areStopped() throws Exception {
    add(
        compiled(
            "loop",
            "package lib; public class Loop { public static void run() { while (true) { try { x++; } catch (Throwable t) { } } } static volatile int x;"
                + " public static void recurse() { recurse(); } }"));
    CompletableFuture<Outcome> outcome =
        CompletableFuture.supplyAsync(() -> cells.run("lib.Loop.run()"));
    while (!outcome.isDone()) {
      cells.interpreter.interrupt();
      Thread.sleep(20);
    }
    assertEquals("Interrupted", assertInstanceOf(Outcome.Failure.class, outcome.join()).name());
    assertEquals(2, cells.value("1 + 1"));
  }

  @Test
  void whatALibraryGivesToAPool_isStoppedWithTheCell() throws Exception {
    add(
        compiled(
            "pool",
            """
            package lib;
            import java.util.concurrent.*;
            public class Pool {
              public static volatile long beats;
              static final ExecutorService own = Executors.newSingleThreadExecutor();
              public static void warm() throws Exception { own.submit(() -> 1).get(); }
              public static void common() { ForkJoinPool.commonPool().submit(() -> loop()).join(); }
              public static void own() throws Exception { own.submit(new Callable<Integer>() {
                public Integer call() { loop(); return 1; } }).get(); }
              static void loop() { while (true) { beats++; } }
            }
            """));
    cells.value("lib.Pool.warm();");
    for (String call : List.of("lib.Pool.common();", "lib.Pool.own();")) {
      cells.value("lib.Pool.beats = 0;");
      CompletableFuture<Outcome> outcome = CompletableFuture.supplyAsync(() -> cells.run(call));
      while (!outcome.isDone()) {
        Thread.sleep(300);
        cells.interpreter.interrupt();
      }
      assertEquals("Interrupted", assertInstanceOf(Outcome.Failure.class, outcome.join()).name());
      assertEquals(
          true,
          cells.value(
              "long was; int tries = 0; do { was = lib.Pool.beats; Thread.sleep(100); } while (was != lib.Pool.beats && ++tries < 100); was > 0 && tries < 100"));
    }
  }

  @Test
  void jarsForSeveralJavas_giveTheirNewestClasses() throws IOException {
    Path old =
        compiled(
            "old", "package m; public class V { public static String v() { return \"old\"; } }");
    Path now =
        compiled(
            "now",
            "package m; public class V { public static String v() { return \"new\"; } public static int only() { return 1; } }");
    add(jar("multi", Map.of("", old, "META-INF/versions/21/", now), "Multi-Release: true\n"));
    assertEquals("new1", cells.value("m.V.v() + m.V.only()"));
  }

  @Test
  void resourcesServicesAndManifests_areAsInAnyJar() throws IOException {
    Path classes =
        compiled(
            "service",
            "package s; public class Give implements java.util.function.Supplier<String> { public String get() { return \"given\"; } }");
    Files.createDirectories(classes.resolve("META-INF/services"));
    Files.writeString(classes.resolve("META-INF/services/java.util.function.Supplier"), "s.Give");
    Files.writeString(classes.resolve("s/text.txt"), "resource");
    add(jar("service", Map.of("", classes), "Implementation-Version: 7.7\n"));
    assertEquals(
        "given", cells.value("ServiceLoader.load(Supplier.class).iterator().next().get()"));
    assertEquals(
        "resource",
        cells.value("new String(s.Give.class.getResourceAsStream(\"text.txt\").readAllBytes())"));
    assertEquals("7.7", cells.value("s.Give.class.getPackage().getImplementationVersion()"));
    assertEquals(
        true,
        cells.value(
            "s.Give.class.getProtectionDomain().getCodeSource().getLocation().toString().endsWith(\"service.jar\")"));
  }

  @Test
  void kernelsOwnLibraries_areNotThere_andDoNotShadow() throws IOException {
    assertTrue(
        cells
            .traceback("new com.google.gson.Gson()")
            .contains("package com.google.gson does not exist"));
    assertEquals(
        "java.lang.ClassNotFoundException",
        cells.failure("Class.forName(\"org.zeromq.ZMQ\")").name());
    add(
        compiled(
            "gson",
            "package com.google.gson; public class Gson { public String toString() { return \"mine\"; } }"));
    assertEquals("mine", cells.value("new com.google.gson.Gson().toString()"));
    assertEquals(
        "rivulet.kernel.display.Display",
        cells.value("Class.forName(\"rivulet.kernel.display.Display\").getName()"));
  }

  @Test
  void classThatCannotBeWoven_isLoadedAsItIs() {
    byte[] nonsense = {1, 2, 3};
    assertEquals(nonsense, LibraryWeaving.weave(nonsense));
  }

  /// Whole libraries, as they were built by others, verify and run when they are woven.
  @Test
  void wovenLibraries_verify() throws Exception {
    Path gson =
        Path.of(
            com.google.gson.Gson.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    add(gson);
    try (var jar = new java.util.jar.JarFile(gson.toFile())) {
      for (String name :
          jar.stream().map(JarEntry::getName).filter(n -> n.matches("com/.*\\.class")).toList()) {
        Class<?> woven =
            Class.forName(
                name.replaceFirst("\\.class$", "").replace('/', '.'),
                true,
                cells.interpreter.classPath().loader());
        assertEquals(cells.interpreter.classPath().loader(), woven.getClassLoader());
      }
    }
    assertEquals("[1,2]", cells.value("new com.google.gson.Gson().toJson(List.of(1, 2))"));
  }

  @Test
  void methodThatBeginsWithANew_keepsItsStackMaps() throws Exception {
    add(
        compiled(
            "fresh",
            "package lib; public class Fresh { public static String tell(boolean b) { return new String(b ? \"yes\" : \"no\"); } }"));
    assertEquals("yesno", cells.value("lib.Fresh.tell(true) + lib.Fresh.tell(false)"));
  }

  @Test
  void signedJars_keepTheirSigners() throws Exception {
    Path plain =
        jar(
            "plain",
            Map.of(
                "",
                compiled(
                    "sig",
                    "package sig; public class S { public static int s() { int n = 0; for (int i = 0; i < 3; i++) { n += i; } return n; } }")),
            "");
    Path keys = folder.resolve("keys.p12");
    tool(
        "keytool",
        "-genkeypair",
        "-alias",
        "me",
        "-keyalg",
        "EC",
        "-dname",
        "CN=me",
        "-keystore",
        keys.toString(),
        "-storepass",
        "secret");
    tool("jarsigner", "-keystore", keys.toString(), "-storepass", "secret", plain.toString(), "me");
    add(plain);
    assertEquals(3, cells.value("sig.S.s()"));
    assertEquals(
        1,
        cells.value("sig.S.class.getProtectionDomain().getCodeSource().getCodeSigners().length"));
  }

  private static void tool(String name, String... arguments) throws Exception {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", name).toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertEquals(0, process.waitFor(), name);
  }

  @Test
  void library_findsTheClassesOfCellsByName() throws IOException {
    cells
        .interpreter
        .classPath()
        .add(
            List.of(
                compiled(
                    "copies",
                    """
                    package lib;
                    import java.io.*;
                    public class Copies {
                      public static Object copy(Object value) throws Exception {
                        var bytes = new ByteArrayOutputStream();
                        var out = new ObjectOutputStream(bytes);
                        out.writeObject(value);
                        out.flush();
                        return new ObjectInputStream(
                            new ByteArrayInputStream(bytes.toByteArray())).readObject();
                      }
                    }
                    """)));
    cells.value("record P(int x, List<P> more) implements Serializable {}");
    assertEquals(
        true,
        cells.value(
            "var p = new P(3, List.of(new P(4, List.of()))); p.equals(lib.Copies.copy(p))"));
    assertEquals(
        "java.lang.ClassNotFoundException",
        cells
            .failure(
                "Class.forName(\"cell.In99$P\", false, Thread.currentThread().getContextClassLoader());")
            .name());
  }
}
