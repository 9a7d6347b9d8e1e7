package rivulet;

import static rivulet.Tensors.noGrad;
import static rivulet.Tensors.randn;
import static rivulet.Tensors.tensor;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What the engine costs where the numbers cost nothing: tensors of one element.
///
/// Run from the top of the project: `mvn -q -Pbench -pl engine test -Dbench=TensorBenchmark`
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class TensorBenchmark {
  private static final int ITERATIONS = 10_000;
  private static final double FACTOR = 1.000001;
  private static final int SIDE = 1000;

  private final Tensor a = tensor(0.5).requiresGrad_();
  private final Tensor b = tensor(-1.5).requiresGrad_();
  private final Tensor output = a.mul(b).add(a).tanh();
  private final BackwardOptions keep = Tensors.options().retainGraph();

  /// The backward pass over the five nodes of `tanh(a * b + a)`.
  @Benchmark
  public Object fiveNodes() {
    output.backward(keep);
    return Objects.requireNonNull(a.grad());
  }

  /// The three operations themselves, recorded.
  @Benchmark
  public Tensor forward() {
    return a.mul(b).add(a).tanh();
  }

  /// A chain of `nodes` multiplications, recorded and walked backwards: over `nodes`, the cost of
  /// one.
  @Benchmark
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public Object chain(Length length) {
    Tensor leaf = tensor(0.5).requiresGrad_();
    Tensor product = leaf;
    for (int i = 0; i < length.nodes; i++) {
      product = product.mul(FACTOR);
    }
    product.backward();
    return Objects.requireNonNull(leaf.grad());
  }

  /// A million normally distributed numbers.
  @Benchmark
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public Tensor normal() {
    return randn(SIDE, SIDE);
  }

  /// The 10,000 iterations of the third notebook: `x + 1 = 3` by gradient descent.
  @Benchmark
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public double scalarDescent() {
    Tensor x = tensor(new float[] {0.4963f}).requiresGrad_();
    for (int i = 0; i < ITERATIONS; i++) {
      Tensor missing = x.add(1.0).rsub(3.0);
      missing.mul(missing).sum().div(2).backward();
      Tensor gradient = Objects.requireNonNull(x.grad());
      noGrad(() -> x.sub_(gradient.mul(1e-3)));
      gradient.zero_();
    }
    return x.item();
  }

  /// How many nodes a chain has.
  @State(Scope.Benchmark)
  public static class Length {
    @Param({"10", "100", "1000", "10000", "100000", "1000000"})
    int nodes;
  }
}
