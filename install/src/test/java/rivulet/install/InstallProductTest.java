package rivulet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rivulet.kernel.client.KernelProcess;
import rivulet.kernel.protocol.Execute;

/// `rivulet install`: what stands in the kernelspec, and that it needs nothing of the build.
class InstallProductTest {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Path PRODUCT = Command.ROOT.resolve("install", "target", "rivulet");

  @TempDir Path folder;

  private Path installed(Path prefix) {
    Command.Result result = Command.rivulet("install", "--prefix", prefix).in(folder).run();
    Path spec = prefix.resolve("share", "jupyter", "kernels", "rivulet");
    assertEquals(
        "Installed the kernel \"Java (Rivulet)\" in " + spec + "\n", result.out(), result::err);
    assertEquals(0, result.code());
    return spec;
  }

  static List<String> argv(Path spec) throws IOException {
    List<?> argv = (List<?>) Notebooks.read(spec.resolve("kernel.json")).get("argv");
    return argv == null ? List.of() : argv.stream().map(String::valueOf).toList();
  }

  private static List<String> jarFolders(Path spec) throws IOException {
    try (Stream<Path> entries = Files.list(spec)) {
      return entries.filter(Files::isDirectory).map(p -> p.getFileName().toString()).toList();
    }
  }

  @Test
  void kernelspec_isWholeAndPointsNowhereIntoTheBuild() throws IOException {
    Path spec = installed(folder.resolve("a prefix"));
    Map<String, Object> json = Notebooks.read(spec.resolve("kernel.json"));
    assertEquals("Java (Rivulet)", json.get("display_name"));
    assertEquals("java", json.get("language"));
    assertEquals("message", json.get("interrupt_mode"));
    assertFalse(json.toString().contains(Command.ROOT.toString()), json::toString);
    assertTrue(json.toString().contains(String.join(" ", Launch.flags())), json::toString);
    for (String logo : List.of("logo-32x32.png", "logo-64x64.png", "logo-svg.svg")) {
      assertTrue(Files.size(spec.resolve(logo)) > 0, logo);
    }
    String hash = new Product(PRODUCT).hash();
    assertEquals(List.of(hash), jarFolders(spec));
    assertTrue(argv(spec).contains(spec.resolve(hash, "rivulet.jar").toString()));
  }

  @Test
  void installedKernel_runs_withTheUsersOptions() throws Exception {
    Path spec = installed(folder.resolve("a prefix"));
    List<String> env = List.of("/usr/bin/env", "RIVULET_JVM_OPTS=-Dgreeting=hello -Dother=*");
    List<String> command = Stream.concat(env.stream(), argv(spec).stream()).toList();
    try (KernelProcess kernel = new KernelProcess(command, folder)) {
      kernel.awaitReady(LONG);
      String code =
          """
          if (!System.getProperty("greeting").equals("hello")) throw new Error();
          if (!System.getProperty("other").equals("*")) throw new Error();
          if (tensor(2.0).item() != 2) throw new Error();
          """;
      assertEquals(
          "ok", kernel.client().execute(Execute.Request.of(code), LONG, message -> {}).status());
    }
  }

  @Test
  void aRunningKernelsJars_stayUntilItEnds() throws Exception {
    Path spec = installed(folder.resolve("prefix"));
    String old = new Product(PRODUCT).hash();
    Path next = nextProduct("one");
    try (KernelProcess kernel = new KernelProcess(argv(spec), folder)) {
      kernel.awaitReady(LONG);
      new Kernelspec(spec).write(new Product(next));
      new Kernelspec(spec).write(new Product(nextProduct("two")));
      assertTrue(jarFolders(spec).contains(old));
      assertEquals(3, jarFolders(spec).size());
    }
    new Kernelspec(spec).write(new Product(nextProduct("three")));
    assertFalse(jarFolders(spec).contains(old));
    assertEquals(2, jarFolders(spec).size());
  }

  private Path nextProduct(String name) throws IOException {
    Path product = folder.resolve(name);
    Files.createDirectories(product.resolve("lib"));
    Files.writeString(product.resolve("lib", "a.jar"), name);
    Files.writeString(product.resolve("rivulet.jar"), name);
    return product;
  }

  @Test
  void installingAgain_changesNothing() throws IOException {
    Path spec = installed(folder);
    List<String> argv = argv(spec);
    assertEquals(spec, installed(folder));
    assertEquals(argv, argv(spec));
    assertEquals(1, jarFolders(spec).size());
    try (Stream<Path> entries = Files.list(spec)) {
      assertEquals(5, entries.count());
    }
  }

  @Test
  void user_isTheDefault_andSysPrefixTheActiveEnvironments() {
    Command.Result user = Command.rivulet("install").with("JUPYTER_DATA_DIR", folder).run();
    assertEquals(0, user.code(), user::err);
    assertTrue(Files.exists(folder.resolve("kernels", "rivulet", "kernel.json")));
    Path venv = folder.resolve("venv");
    Command.Result system =
        Command.rivulet("install", "--sys-prefix").with("VIRTUAL_ENV", venv).run();
    assertEquals(0, system.code(), system::err);
    assertTrue(Files.exists(venv.resolve("share", "jupyter", "kernels", "rivulet", "kernel.json")));
  }
}
