package rivulet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rivulet.kernel.client.KernelProcess;
import rivulet.kernel.protocol.Execute;

/// Kernels with a trained AOT cache, and with one that does not fit.
class AotProductTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  /// All that a kernel's JVM says.
  private static final String INCUBATOR =
      "WARNING: Using incubator modules: jdk.incubator.vector\n";

  @TempDir Path folder;
  private Kernelspec spec;

  @BeforeEach
  void install() {
    Path prefix = folder.resolve("a prefix");
    Command.Result result = Command.rivulet("install", "--prefix", prefix).run();
    assertEquals(0, result.code(), result::err);
    spec = Kernelspec.in(JupyterFolders.under(prefix));
  }

  /// The installed kernel's command line, with options of the user.
  private List<String> command(String options) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("/usr/bin/env", Launch.OPTIONS_VARIABLE + "=" + options));
    command.addAll(InstallProductTest.argv(spec.folder()));
    return command;
  }

  private Path cache() throws IOException {
    return Path.of(command("").getLast());
  }

  /// What a kernel's JVM says while the kernel answers a cell.
  private String log(String options) throws IOException, TimeoutException {
    try (KernelProcess kernel = new KernelProcess(command(options), folder)) {
      kernel.awaitReady(LONG);
      Execute.Request cell = Execute.Request.of("if (tensor(2.0).item() != 2) throw new Error();");
      assertEquals("ok", kernel.client().execute(cell, LONG, message -> {}).status());
      assertTrue(kernel.shutdown(LONG));
      return kernel.log();
    }
  }

  @Test
  void cacheThatMustBeUsed_servesTheKernelsClasses() throws Exception {
    assertEquals(INCUBATOR, log("-XX:AOTMode=on -Xlog:class+load:file=loaded.txt"));
    String classes = Files.readString(folder.resolve("loaded.txt"));
    for (String type : List.of("rivulet.kernel.session.Server", "rivulet.Tensor")) {
      assertTrue(classes.contains(" " + type + " source: shared objects file"), type);
    }
  }

  @Test
  void runWithTheCacheOfTheBuild_answers() throws IOException {
    Path notebook = Notebooks.write(folder, "tensor(2.0)");
    Command run = Command.rivulet("run", notebook).with(Launch.OPTIONS_VARIABLE, "-XX:AOTMode=on");
    assertEquals(new Command.Result(0, "tensor(2.)\n", ""), run.run());
  }

  @Test
  void missingCache_isNotMissed() throws Exception {
    Files.delete(cache());
    assertEquals(INCUBATOR, log(""));
  }

  @Test
  void cacheOfAnotherBuild_isIgnoredWithoutAWord() throws Exception {
    try (FileChannel file = FileChannel.open(cache(), StandardOpenOption.WRITE)) {
      file.truncate(file.size() / 2);
    }
    assertEquals(INCUBATOR, log(""));
    assertTrue(log("-Xlog:aot").contains("truncated"));
  }

  @Test
  void optionsThatDoNotGoWithIt_win() throws Exception {
    assertEquals(INCUBATOR, log("-XX:-UseParallelGC -XX:+UseSerialGC -XX:-UseCompressedOops"));
    assertEquals(INCUBATOR, log("-Xshare:off"));
    assertEquals(INCUBATOR, log("-XX:SharedArchiveFile=nonsuch.jsa -Xlog:disable"));
  }
}
