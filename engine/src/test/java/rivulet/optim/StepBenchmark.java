package rivulet.optim;

import static rivulet.Options.lr;
import static rivulet.Tensors.options;
import static rivulet.Tensors.randint;
import static rivulet.Tensors.randn;
import static rivulet.Tensors.setNumThreads;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import rivulet.Tensor;
import rivulet.nn.Linear;
import rivulet.nn.ReLU;
import rivulet.nn.Sequential;

/// A step of training (forward, backward, Adam) of a network whose parameters are many beside its
/// arithmetic: with the optimizer's step after the backward pass, and in it.
///
/// Run from the top of the project: `mvn -q -Pbench -pl engine test -Dbench=StepBenchmark`
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class StepBenchmark {
  @Param({"1", "2"})
  public int threads;

  @Param({"32", "128"})
  public int batch;

  private final Sequential model =
      new Sequential(
          new Linear(1024, 1024),
          new ReLU(),
          new Linear(1024, 1024),
          new ReLU(),
          new Linear(1024, 10));
  private final Adam adam = new Adam(model.parameters(), lr(1e-3));
  private Tensor x = randn(1, 1024);
  private Tensor target = randint(0, 10, 1);

  /// The data.
  @Setup(Level.Trial)
  public void prepare() {
    setNumThreads(threads);
    x = randn(batch, 1024);
    target = randint(0, 10, batch);
  }

  private Tensor loss() {
    adam.zeroGrad();
    return model.forward(x).crossEntropy(target);
  }

  /// The step comes when the pass is over.
  @Benchmark
  public Tensor after() {
    Tensor loss = loss();
    loss.backward();
    adam.step();
    return loss;
  }

  /// The step is part of the pass.
  @Benchmark
  public Tensor within() {
    Tensor loss = loss();
    loss.backward(options().step(adam));
    return loss;
  }
}
