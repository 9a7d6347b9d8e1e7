package rivulet.install;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// A command as a user types it: a process of its own, with what it printed.
final class Command {
  /// The project's top level.
  static final Path ROOT =
      Path.of(System.getProperty("rivulet.root", "..")).toAbsolutePath().normalize();

  static final Path RIVULET = ROOT.resolve("install", "rivulet");

  /// Against hanging; generous, because a first run downloads.
  private static final long MINUTES = 8;

  private final List<String> words;
  private final Map<String, String> environment = new HashMap<>();
  private Path directory = ROOT;

  private Command(List<String> words) {
    this.words = words;
  }

  /// How it ended.
  record Result(int code, String out, String err) {}

  static Command of(Object... words) {
    return new Command(Arrays.stream(words).map(Object::toString).toList());
  }

  /// `install/rivulet` with these words.
  static Command rivulet(Object... words) {
    List<Object> all = new ArrayList<>(List.of(RIVULET));
    all.addAll(List.of(words));
    return of(all.toArray());
  }

  Command in(Path folder) {
    directory = folder;
    return this;
  }

  Command with(String variable, Object value) {
    environment.put(variable, value.toString());
    return this;
  }

  Result run() {
    try {
      Path folder = Files.createTempDirectory("rivulet-test");
      Path out = folder.resolve("out");
      Path err = folder.resolve("err");
      int code = end(start(out, err));
      Result result = new Result(code, Files.readString(out), Files.readString(err));
      Files.delete(out);
      Files.delete(err);
      Files.delete(folder);
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /// Runs something long that says where it is: it hangs if it says nothing for a while.
  ///
  /// @param listener takes what it prints, in pieces
  /// @return its exit code
  int runAloud(Consumer<String> listener) {
    AtomicLong latest = new AtomicLong(System.nanoTime());
    try {
      Process process = builder().redirectErrorStream(true).start();
      Thread reader =
          Thread.startVirtualThread(() ->
              pass(
                  process.inputReader(),
                  piece -> {
                    latest.set(System.nanoTime());
                    listener.accept(piece);
                  }));
      while (!process.waitFor(1, TimeUnit.SECONDS)) {
        killIfSilent(process, latest.get());
      }
      reader.join();
      return process.exitValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static void pass(Reader from, Consumer<String> to) {
    char[] piece = new char[8192];
    try (from) {
      for (int length = from.read(piece); length >= 0; length = from.read(piece)) {
        to.accept(new String(piece, 0, length));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessBuilder builder() {
    ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
    builder.environment().putAll(environment);
    return builder;
  }

  private Process start(Path out, Path err) throws IOException {
    return builder().redirectOutput(out.toFile()).redirectError(err.toFile()).start();
  }

  private int end(Process process) throws InterruptedException {
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      kill(process);
    }
    return process.exitValue();
  }

  private void killIfSilent(Process process, long since) {
    if (System.nanoTime() - since > TimeUnit.MINUTES.toNanos(MINUTES)) {
      kill(process);
    }
  }

  private void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    throw new AssertionError(words + " hangs");
  }
}
