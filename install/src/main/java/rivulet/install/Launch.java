package rivulet.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/// How the kernel's own Java is started. The flags stand once, in the top level `pom.xml`
/// (`jvm.line`); the build writes them into `product.properties`.
final class Launch {
  /// The variable with the user's own JVM options, separated by blanks; they win over ours.
  static final String OPTIONS_VARIABLE = "RIVULET_JVM_OPTS";

  private static final Properties PRODUCT = read();

  private Launch() {}

  static String version() {
    return property("version");
  }

  /// The JVM's flags.
  static List<String> flags() {
    return split(property("jvm.line"));
  }

  /// Words separated by blanks; none in an empty text.
  static List<String> split(String words) {
    return words.isBlank() ? List.of() : List.of(words.strip().split("\\s+"));
  }

  /// The launcher of the JDK that runs this program.
  static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /// The command line of a kernel that runs from the product's jars, with the user's options of
  /// this process's environment; `{connection_file}` stands for the file.
  static List<String> kernel(Product product) {
    List<String> command = new ArrayList<>();
    command.add(java().toString());
    command.addAll(flags());
    command.addAll(split(System.getenv().getOrDefault(OPTIONS_VARIABLE, "")));
    command.addAll(List.of("-jar", product.jar().toString(), "kernel", "{connection_file}"));
    return command;
  }

  private static String property(String name) {
    return Objects.requireNonNull(PRODUCT.getProperty(name), name);
  }

  private static Properties read() {
    Properties properties = new Properties();
    try (InputStream in = Launch.class.getResourceAsStream("product.properties")) {
      properties.load(Objects.requireNonNull(in, "product.properties"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
