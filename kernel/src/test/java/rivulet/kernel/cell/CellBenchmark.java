package rivulet.kernel.cell;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import rivulet.kernel.session.Interpreter.Outcome;

/// From a cell's text to its value, in a session that is warm.
///
/// Run `main` with the test class path and the flags of `surefire.argLine`; the forked JVM gets the
/// same flags.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 3, time = 5)
@Fork(1)
public class CellBenchmark {
  private final JavaInterpreter interpreter = new JavaInterpreter(List.of(new VecExtension()));
  private int number;

  @Benchmark
  public Outcome expression() {
    return interpreter.execute("1 + 1", ++number, value -> {});
  }

  @Benchmark
  public Outcome operators() {
    return interpreter.execute("var x = vec(1, 2); x -= 0.5; x * x + 2 * x", ++number, value -> {});
  }

  @Benchmark
  public Outcome method() {
    return interpreter.execute("int f(int n) { return n * 2; } f(4)", ++number, value -> {});
  }

  /// Runs the benchmarks in a JVM with this one's flags.
  public static void main(String[] args) throws IOException {
    Main.main(new String[] {CellBenchmark.class.getName()});
  }
}
