package rivulet.kernel.cell;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/// What a process writes, as one stream or one reader, like a `Process` itself gives them.
final class ProcessOutput {
  /// What processes write in.
  static final Charset CHARSET =
      Charset.forName(System.getProperty("native.encoding"), Charset.defaultCharset());

  private static final Map<Process, ProcessOutput> OUTPUTS = new WeakHashMap<>();
  private static final Map<Process, ProcessOutput> ERRORS = new WeakHashMap<>();

  private final InputStream stream;
  private @Nullable BufferedReader reader;
  private @Nullable Charset charset;

  private ProcessOutput(InputStream stream) {
    this.stream = stream;
  }

  static ProcessOutput of(Process process) {
    synchronized (OUTPUTS) {
      return OUTPUTS.computeIfAbsent(process, p -> awaited(p.getInputStream()));
    }
  }

  static ProcessOutput ofErrors(Process process) {
    synchronized (ERRORS) {
      return ERRORS.computeIfAbsent(process, p -> awaited(p.getErrorStream()));
    }
  }

  private static ProcessOutput awaited(InputStream in) {
    return new ProcessOutput(new AwaitedInput(in));
  }

  InputStream stream() {
    return stream;
  }

  /// @throws IllegalStateException if there is one with another charset, as Java's own
  synchronized BufferedReader reader(Charset wanted) {
    BufferedReader known = reader;
    if (known != null && !wanted.equals(charset)) {
      throw new IllegalStateException("BufferedReader was created with charset: " + charset);
    }
    charset = wanted;
    reader = known == null ? new BufferedReader(new InputStreamReader(stream, wanted)) : known;
    return reader;
  }
}
