package rivulet.kernel.session;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.protocol.ConnectionFile;
import rivulet.kernel.protocol.RegistrationFile;

/// A kernel process: what the kernelspec's command runs.
public final class KernelMain {
  /// How long shutdown hooks may take before the process is ended without them.
  private static final int HOOKS_MILLIS = 500;

  /// How long a kernel waits for a cell before it warms up; scripts send theirs at once, and a
  /// warm-up beside them would only slow them down.
  private static final int IDLE_MILLIS = 1000;

  private KernelMain() {}

  /// Runs a kernel in this process until it is told to shut down or the process that started it is
  /// gone; then ends the process. The sockets are bound first, the interpreter is made behind them.
  ///
  /// @param connectionFile the file that the client wrote
  /// @param historyFile where cells are kept for later sessions; null to forget them
  /// @param maker makes the session's language from the extensions that `ServiceLoader` finds
  /// @throws IOException if the file cannot be read or an address in it is taken
  public static void run(
      Path connectionFile, @Nullable Path historyFile, Function<List<Extension>, Language> maker)
      throws IOException {
    PrintStream err = System.err;
    Consumer<String> log = line -> err.println("rivulet: " + line);
    Server server = bind(connectionFile, log);
    CountDownLatch end = new CountDownLatch(1);
    CompletableFuture<Language> language = new CompletableFuture<>();
    Kernel kernel = new Kernel(server, historyFile, language, end::countDown, log);
    server.start(kernel);
    kernel.start();
    Thread.ofPlatform()
        .daemon()
        .name("rivulet-start")
        .start(() -> {
          makeLanguage(language, maker, log);
          warmUp(kernel, language.join().assistant(), maker, log);
        });
    endWithParent(end);
    awaitEnd(end);
    server.close();
    kernel.close();
    exit(0);
  }

  /// A registration file asks the kernel to pick its ports and tell them.
  private static Server bind(Path file, Consumer<String> log) throws IOException {
    if (!RegistrationFile.isIn(file)) {
      return new Server(ConnectionFile.read(file), log);
    }
    RegistrationFile client = RegistrationFile.read(file);
    Server server = new Server(client.connection(), log);
    server.register(client);
    return server;
  }

  private static void makeLanguage(
      CompletableFuture<Language> language,
      Function<List<Extension>, Language> maker,
      Consumer<String> log) {
    try {
      List<Extension> extensions = extensions();
      language.complete(maker.apply(extensions));
      extensions.forEach(Extension::begin);
    } catch (Throwable t) {
      log.accept("the kernel cannot start: " + t);
      exit(1);
    }
  }

  private static List<Extension> extensions() {
    return ServiceLoader.load(Extension.class).stream().map(ServiceLoader.Provider::get).toList();
  }

  /// Asks for help as the user will, beside a cell that computes for long, too; then runs the
  /// extensions' cells in a session of their own, each while the user's rest.
  private static void warmUp(
      Kernel kernel,
      Assistant assistant,
      Function<List<Extension>, Language> maker,
      Consumer<String> log) {
    try {
      await(kernel::calmMillis);
      warmUp(assistant);
      await(kernel::idleMillis);
      List<Extension> extensions = extensions();
      Interpreter scratch = maker.apply(extensions).interpreter();
      for (Extension extension : extensions) {
        for (String cell : extension.warmUp()) {
          await(kernel::idleMillis);
          if (scratch.execute(cell, 0, _ -> {}) instanceof Interpreter.Outcome.Failure failure) {
            log.accept("a cell of the warm-up failed: " + failure);
          }
        }
      }
    } catch (Throwable t) {
      log.accept("the warm-up failed: " + t);
    }
  }

  /// The first help would take a second: it reads what types there are.
  private static void warmUp(Assistant assistant) {
    String text = "List.of(1).st";
    assistant.complete(text, text.length());
    assistant.complete("Str", 3);
    assistant.inspect(text, text.indexOf('('), false);
  }

  private static void await(LongSupplier rest) throws InterruptedException {
    for (long millis = rest.getAsLong(); millis < IDLE_MILLIS; millis = rest.getAsLong()) {
      Thread.sleep(IDLE_MILLIS - millis);
    }
  }

  /// Jupyter names the process that started the kernel; without it nobody could end the kernel.
  private static void endWithParent(CountDownLatch end) {
    String parent = System.getenv("JPY_PARENT_PID");
    if (parent != null && parent.matches("[1-9]\\d{0,17}") && !parent.equals("1")) {
      ProcessHandle.of(Long.parseLong(parent)).ifPresent(process -> endWith(process, end));
    }
  }

  private static void endWith(ProcessHandle process, CountDownLatch end) {
    var _ = process.onExit().thenRun(end::countDown);
  }

  private static void awaitEnd(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends the process with its shutdown hooks, or without them if they take too long: the threads
  /// of cells may be doing anything.
  private static void exit(int status) {
    Thread.ofPlatform().daemon().name("rivulet-end").start(() -> haltLater(status));
    System.exit(status);
  }

  private static void haltLater(int status) {
    try {
      Thread.sleep(HOOKS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(status);
  }
}
