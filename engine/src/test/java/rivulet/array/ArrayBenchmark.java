package rivulet.array;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What the loops cost, allocation of the result included; `released` gives each result back to the
/// pool, as the engine does with its own.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class ArrayBenchmark {
  /// Number of elements; the product takes a square of about as many.
  @Param({"1", "1024", "65536", "1048576", "16777216"})
  public int size;

  private NDArray a = NDArray.scalar(DType.FLOAT32, 0.5);
  private NDArray square = a;

  /// Values between -1.5 and 1.5.
  @Setup
  public void fill() {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) values[i] = (i % 1000) / 333f - 1.5f;
    a = NDArray.of(values, Shape.of(size));
    int side = (int) Math.sqrt(size);
    square = a.slice(0, 0, side * side, 1).asStrided(Shape.of(side, side), new int[] {side, 1}, 0);
  }

  /// Two operands.
  @Benchmark
  public NDArray add() {
    return Elementwise.apply(Elementwise.Binary.ADD, a, a, DType.FLOAT32);
  }

  /// Two operands, the result's memory used again at once.
  @Benchmark
  public int addReleased() {
    return released(Elementwise.apply(Elementwise.Binary.ADD, a, a, DType.FLOAT32));
  }

  /// A number.
  @Benchmark
  public NDArray mulByNumber() {
    return Elementwise.apply(Elementwise.Binary.MUL, a, Scalar.of(2.0), DType.FLOAT32);
  }

  /// A function, the result's memory used again at once.
  @Benchmark
  public int expReleased() {
    return released(Elementwise.apply(Elementwise.Unary.EXP, a, DType.FLOAT32));
  }

  /// A function, the result's memory used again at once.
  @Benchmark
  public int tanhReleased() {
    return released(Elementwise.apply(Elementwise.Unary.TANH, a, DType.FLOAT32));
  }

  /// Rows of up to 1,024, the result's memory used again at once.
  @Benchmark
  public int softmaxReleased() {
    int n = Math.min(size, 1024);
    NDArray rows = a.asStrided(Shape.of(size / n, n), new int[] {n, 1}, 0);
    return released(Softmax.softmax(rows, 1, DType.FLOAT32));
  }

  private static int released(NDArray result) {
    result.storage().release();
    return result.numel();
  }

  /// All elements.
  @Benchmark
  public NDArray sum() {
    return Reduction.sum(a, new int[] {0}, false, DType.FLOAT32);
  }

  /// A square matrix by itself.
  @Benchmark
  public NDArray mm() {
    return MatMul.mm(square, square);
  }
}
