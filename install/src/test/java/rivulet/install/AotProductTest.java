package rivulet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

  private String log(String options) throws IOException, TimeoutException {
    return log(options, "if (tensor(2.0).item() != 2) throw new Error();");
  }

  /// What a kernel's JVM says while the kernel answers a cell.
  private String log(String options, String code) throws IOException, TimeoutException {
    try (KernelProcess kernel = new KernelProcess(command(options), folder)) {
      kernel.awaitReady(LONG);
      Execute.Request cell = Execute.Request.of(code);
      assertEquals("ok", kernel.client().execute(cell, LONG, message -> {}).status());
      assertTrue(kernel.shutdown(LONG));
      return kernel.log();
    }
  }

  @Test
  void cacheThatMustBeUsed_servesTheKernelsClasses() throws Exception {
    assertEquals("", log("-XX:AOTMode=on -Xlog:class+load:file=loaded.txt"));
    String classes = Files.readString(folder.resolve("loaded.txt"));
    for (String type : List.of("rivulet.kernel.session.Server", "rivulet.Tensor")) {
      assertTrue(classes.contains(" " + type + " source: shared objects file"), type);
    }
    assertTrue(classes.lines().anyMatch(AotProductTest::isLambdaOfTheCache), classes);
    assertFalse(classes.contains("jdk.incubator.vector."), classes);
  }

  private static boolean isLambdaOfTheCache(String line) {
    return line.contains(" rivulet.")
        && line.contains("$$Lambda")
        && line.contains("source: shared objects file");
  }

  @Test
  void hotLoop_loadsVectorOperations() throws Exception {
    String loop =
        """
        var x = rand(30_000); // not so many that exp() would wait
        String[] classes = {""};
        for (int i = 0; i < 100_000 && !classes[0].contains("jdk.incubator.vector.FloatVector"); i++) {
          x.exp().sum();
          if (i % 1_000 == 0) classes[0] = java.nio.file.Files.readString(Path.of("loaded.txt"));
        }
        if (!classes[0].contains("jdk.incubator.vector.FloatVector")) throw new Error(classes[0]);
        """;
    assertEquals("", log("-Xlog:class+load:file=loaded.txt", loop));
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
    assertEquals("", log(""));
  }

  @Test
  void cacheOfAnotherBuild_isIgnoredWithoutAWord() throws Exception {
    try (FileChannel file = FileChannel.open(cache(), StandardOpenOption.WRITE)) {
      file.truncate(file.size() / 2);
    }
    assertEquals("", log(""));
    assertTrue(log("-Xlog:aot").contains("truncated"));
  }

  @Test
  void optionsThatDoNotGoWithIt_win() throws Exception {
    assertEquals("", log("-XX:-UseParallelGC -XX:+UseSerialGC -XX:-UseCompressedOops"));
    assertEquals("", log("-Xshare:off"));
    assertEquals("", log("-XX:SharedArchiveFile=nonsuch.jsa -Xlog:disable"));
  }
}
