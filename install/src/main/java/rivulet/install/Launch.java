package rivulet.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/// How the kernel's own Java is started. The flags stand once, in the top level `pom.xml`
/// (`jvm.line`); the build writes them into `product.properties`.
final class Launch {
  /// The variable with the user's own JVM options, separated by blanks; they win over ours.
  static final String OPTIONS_VARIABLE = "RIVULET_JVM_OPTS";

  /// What stands for the connection file in a kernel's command line, as in a kernelspec.
  static final String CONNECTION_FILE = "{connection_file}";

  private static final Properties PRODUCT = read();

  private Launch() {}

  static String version() {
    return property("version");
  }

  /// The JVM's flags.
  static List<String> flags() {
    return List.of(property("jvm.line").strip().split("\\s+"));
  }

  /// The launcher of the JDK that runs this program.
  static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /// The command line of a kernel that runs from the product's jars. The shell stands before Java
  /// to put the user's own options, as they are when the kernel starts, behind ours, and to name
  /// the [AotCache] only if it is there and the options ask for no other archive, which the JVM
  /// would refuse beside it. A cache that the JVM cannot use, after an update or with other
  /// options, is not worth a word in the user's terminal; `-Xlog:aot` in the options brings the
  /// words back.
  static List<String> kernel(Product product) throws IOException {
    String script =
        """
        set -f; \
        case $%1$s in *-XX:AOTC* | *-Xshare* | *-XX:*Shared*) cache= ;; *) cache=$3 ;; esac; \
        [ -r "$cache" ] || cache=; \
        exec "$0" %2$s ${cache:+-Xlog:aot*=off,cds*=off "-XX:AOTCache=$cache"} \
        $%1$s -jar "$1" kernel "$2"\
        """
            .formatted(OPTIONS_VARIABLE, String.join(" ", flags()));
    return List.of(
        "/bin/sh",
        "-c",
        script,
        java().toString(),
        product.jar().toString(),
        CONNECTION_FILE,
        AotCache.of(product).file().toString());
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
