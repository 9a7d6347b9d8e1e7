package rivulet.install.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A process that answers each line with one.
final class Child implements AutoCloseable {
  private static final int ERROR_LINES = 12;
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final String name;
  private final Process process;
  private final Writer questions;
  private final BufferedReader answers;
  private final Deque<String> errors = new ArrayDeque<>();
  private final Thread errorReader = Thread.ofPlatform().daemon().unstarted(this::keepErrors);
  private volatile boolean closed;

  /// @param name what messages call it
  Child(String name, List<String> command) throws IOException {
    this.name = name;
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    process = builder.start();
    questions = process.outputWriter();
    answers = process.inputReader();
    errorReader.start();
  }

  String name() {
    return name;
  }

  Answer ask(String question) throws IOException, InterruptedException {
    try {
      questions.write(question + "\n");
      questions.flush();
    } catch (IOException e) {
      throw ended();
    }
    return answer();
  }

  /// The next line.
  Answer answer() throws IOException, InterruptedException {
    String line = answers.readLine();
    if (line == null) {
      throw ended();
    }
    return new Answer(name, line);
  }

  private IOException ended() throws InterruptedException {
    if (closed) {
      throw new InterruptedException();
    }
    if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
      return new IOException(name + " answers no more");
    }
    errorReader.join(GRACE);
    synchronized (errors) {
      String said = errors.isEmpty() ? "" : ":\n" + String.join("\n", errors);
      return new IOException(name + " ended with exit code " + process.exitValue() + said);
    }
  }

  private void keepErrors() {
    try (BufferedReader reader = process.errorReader()) {
      reader.lines().forEach(this::keepError);
    } catch (IOException | UncheckedIOException e) {
      keepError(e.toString());
    }
  }

  private void keepError(String line) {
    synchronized (errors) {
      if (errors.size() == ERROR_LINES) {
        errors.removeFirst();
      }
      errors.addLast(line);
    }
  }

  /// Ends it and all that it started, at once. A second time does nothing.
  @Override
  public void close() {
    closed = true;
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
