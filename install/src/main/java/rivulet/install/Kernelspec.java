package rivulet.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import rivulet.kernel.protocol.Sender;
import rivulet.kernel.protocol.Wire;

/// The folder that makes the kernel known to Jupyter: `kernel.json`, the logos, and the jars in a
/// folder named by their hash. Nothing in it points to where the product was built, and installing
/// again changes nothing under a kernel that runs: `kernel.json` is replaced in one step, last.
record Kernelspec(Path folder) {
  private static final List<String> LOGOS =
      List.of("logo-32x32.png", "logo-64x64.png", "logo-svg.svg");

  /// The one of a data folder of Jupyter's.
  static Kernelspec in(Path data) {
    return new Kernelspec(data.resolve("kernels", "rivulet").toAbsolutePath().normalize());
  }

  void write(Product product) throws IOException {
    Files.createDirectories(folder);
    JarFolder jars = JarFolder.copy(product, folder);
    for (String logo : LOGOS) {
      replace(logo, resource(logo));
    }
    String before = read();
    String after = json(Launch.kernel(jars.product()));
    replace("kernel.json", after.getBytes(StandardCharsets.UTF_8));
    JarFolder.removeUnused(folder, before + after);
  }

  /// What Jupyter reads.
  static String json(List<String> command) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("argv", command);
    spec.put("display_name", "Java (Rivulet)");
    spec.put("language", "java");
    spec.put("interrupt_mode", "message");
    spec.put("kernel_protocol_version", Sender.VERSION);
    spec.put("env", Map.of());
    spec.put("metadata", Map.of("debugger", false, "supported_encryption", "curve"));
    return Wire.write(spec);
  }

  private String read() throws IOException {
    Path file = folder.resolve("kernel.json");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  private void replace(String name, byte[] content) throws IOException {
    Path half = Files.createTempFile(folder, ".", name);
    Files.write(half, content);
    half.toFile().setReadable(true, false);
    Files.move(
        half,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = Kernelspec.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
