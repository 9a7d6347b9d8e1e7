package rivulet.kernel.magic;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// A Maven repository in a folder, made by the test that uses it.
record FakeRepository(Path folder) {
  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(String className, String text) {
      super(URI.create("text:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  String url() {
    return folder.toUri().toString();
  }

  /// The variables of a session whose every repository is this one.
  Map<String, String> variables(Path work) throws IOException {
    Path settings = work.resolve("settings.xml");
    Files.writeString(
        settings,
        "<settings><mirrors><mirror><id>fake</id><mirrorOf>central</mirrorOf><url>"
            + url()
            + "</url></mirror></mirrors></settings>");
    return Map.of(
        "PATH", System.getenv("PATH"),
        "RJK_MIMA_CACHE", work.resolve("local").toString(),
        "RJK_MIMA_USER_SETTINGS", settings.toString());
  }

  /// Adds a library with one class, which has the method `static String tell()`.
  ///
  /// @param coordinates `group:artifact:version`
  /// @param className of the class
  /// @param tells what the method gives, as Java
  /// @param dependencies what stands within `<dependencies>`
  void add(String coordinates, String className, String tells, String dependencies)
      throws IOException {
    addJar(coordinates, "", classes(className, source(className, tells)));
    addPom(coordinates, "<dependencies>" + dependencies + "</dependencies>");
  }

  static String source(String className, String tells) {
    int dot = className.lastIndexOf('.');
    return "package "
        + className.substring(0, dot)
        + "; public class "
        + className.substring(dot + 1)
        + " { public static String tell() { return "
        + tells
        + "; } }";
  }

  static String dependency(String coordinates, String more) {
    String[] parts = coordinates.split(":", -1);
    return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>%s</dependency>"
        .formatted(parts[0], parts[1], parts[2], more);
  }

  void addPom(String coordinates, String more) throws IOException {
    String[] parts = coordinates.split(":", -1);
    String pom =
        "<project><modelVersion>4.0.0</modelVersion><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>%s</project>"
            .formatted(parts[0], parts[1], parts[2], more);
    Files.writeString(file(coordinates, "", "pom"), pom);
  }

  void addJar(String coordinates, String classifier, Map<String, byte[]> entries)
      throws IOException {
    jar(file(coordinates, classifier, "jar"), entries);
  }

  private Path file(String coordinates, String classifier, String extension) throws IOException {
    String[] parts = coordinates.split(":", -1);
    Path place = folder.resolve(parts[0].replace('.', '/')).resolve(parts[1]).resolve(parts[2]);
    Files.createDirectories(place);
    String suffix = classifier.isEmpty() ? "" : "-" + classifier;
    return place.resolve(parts[1] + "-" + parts[2] + suffix + "." + extension);
  }

  /// Writes a jar that may hold versions for newer Javas.
  static void jar(Path file, Map<String, byte[]> entries) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "7.7");
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        jar.putNextEntry(new JarEntry(entry.getKey()));
        jar.write(entry.getValue());
      }
    }
  }

  /// The class files of one source, by the names that they have in a jar.
  static Map<String, byte[]> classes(String className, String source) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path out = Files.createTempDirectory("classes");
    List<JavaFileObject> units = List.of(new Text(className, source));
    List<String> options =
        List.of("-d", out.toString(), "-cp", System.getProperty("java.class.path"));
    assertTrue(compiler.getTask(null, null, null, options, null, units).call(), source);
    Map<String, byte[]> classes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (Files.isRegularFile(file)) {
          classes.put(out.relativize(file).toString(), Files.readAllBytes(file));
        }
        Files.delete(file);
      }
    }
    return classes;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
