package rivulet.install;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import rivulet.kernel.client.KernelClient;
import rivulet.kernel.client.KernelProcess;
import rivulet.kernel.protocol.Channel;
import rivulet.kernel.protocol.Complete;
import rivulet.kernel.protocol.Content;
import rivulet.kernel.protocol.Execute;
import rivulet.kernel.protocol.Inspect;

/// Makes the [AotCache]: a kernel, started as Jupyter's are, lives through what people do first,
/// and its JVM writes the cache when it ends.
final class Training {
  /// Against hanging; it takes some seconds.
  private static final Duration LONG = Duration.ofSeconds(60);

  private static final List<String> CELLS =
      List.of(
          "System.out.println(\"Hello\");",
          "record Point(double x, double y) {}\nnew Point(1, 2)",
          """
          var x = tensor(2.0).requiresGrad_();
          var y = x * x + 2 * x + 1;
          y.backward();
          System.out.println("dy/dx = " + x.grad());
          """,
          """
          manualSeed(0);
          var model = new Linear(2, 1);
          var optimizer = new SGD(model.parameters(), lr(0.1));
          for (int i = 0; i < 10; i++) {
            optimizer.zeroGrad();
            var loss = (model.forward(randn(4, 2)) - 1.0).pow(2).mean();
            loss.backward();
            optimizer.step();
          }
          model.forward(ones(1, 2))
          """);

  private static final List<String> MISTAKES =
      List.of("int half(int n) { return n / 0; }\nhalf(1)", "nonsuch", "int n = \"text\"");

  private Training() {}

  /// Sees to it that the running program has its cache. Kernels start without one, too: a training
  /// that fails is told in one line.
  ///
  /// @return whether it has one
  static boolean ensure(Product product, PrintStream err) throws IOException {
    AotCache cache = AotCache.of(product);
    try {
      if (!cache.exists()) {
        make(cache, product);
      }
      return true;
    } catch (IOException | TimeoutException e) {
      String reason = e.toString().lines().findFirst().orElse("");
      err.println("rivulet: without an AOT cache, kernels will start slower: " + reason);
      return false;
    }
  }

  private static void make(AotCache cache, Product product) throws IOException, TimeoutException {
    Path folder = Files.createTempDirectory(product.folder(), ".training");
    try {
      Path made = folder.resolve("kernel.aot");
      live(command(product, made), folder);
      cache.accept(made);
    } finally {
      JarFolder.delete(folder);
    }
  }

  /// The same flags as [Launch#kernel]'s: the JVM refuses a cache that was made with others.
  private static List<String> command(Product product, Path made) {
    List<String> command = new ArrayList<>(List.of(Launch.java().toString()));
    command.addAll(Launch.flags());
    command.add("-XX:AOTCacheOutput=" + made);
    command.addAll(List.of("-jar", product.jar().toString(), "kernel", Launch.CONNECTION_FILE));
    return command;
  }

  private static void live(List<String> command, Path folder) throws IOException, TimeoutException {
    try (KernelProcess kernel = new KernelProcess(command, folder)) {
      kernel.awaitReady(LONG);
      for (String cell : CELLS) {
        execute(kernel, cell, "ok");
      }
      for (String cell : MISTAKES) {
        execute(kernel, cell, "error");
      }
      for (String cell : new EngineExtension().warmUp()) {
        execute(kernel, cell, "ok");
      }
      help(kernel.client());
      if (!kernel.shutdown(LONG)) {
        throw new TimeoutException("the JVM is still writing");
      }
    }
  }

  private static void help(KernelClient client) throws IOException, TimeoutException {
    String text = "Tensor t = List.of(x).getFirst().rel";
    client.isComplete("int n = 1;", LONG);
    ask(client, new Complete.Request(text, text.length()));
    ask(client, new Complete.Request("Lis", 3));
    ask(client, new Inspect.Request("tensor(1)", 3, 0));
    ask(client, new Inspect.Request("List.of(1)", 6, 0));
  }

  private static void ask(KernelClient client, Content request)
      throws IOException, TimeoutException {
    client.await(client.send(Channel.SHELL, request, message -> {}), LONG);
  }

  private static void execute(KernelProcess kernel, String cell, String expected)
      throws IOException, TimeoutException {
    Execute.Reply reply = kernel.client().execute(Execute.Request.of(cell), LONG, message -> {});
    if (!reply.status().equals(expected)) {
      throw new IOException("a cell of the training: " + reply.status() + " " + reply.evalue());
    }
  }
}
