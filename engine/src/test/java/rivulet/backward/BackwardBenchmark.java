package rivulet.backward;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One backward pass over the five nodes of `tanh(a * b + a)`, numbers as gradients: as a message
/// to a branch actor, and by the shortest recursion that does the same for one thread.
///
/// Run from the top of the project: `mvn -q -Pbench -pl engine test -Dbench=BackwardBenchmark`
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class BackwardBenchmark {
  private static final double A = 0.5;
  private static final double B = -1.5;

  private final Scheduler scheduler =
      new Scheduler(Runtime.getRuntime().availableProcessors(), SharingPolicy.measured());
  private final NumberLeaf a = new NumberLeaf();
  private final NumberLeaf b = new NumberLeaf();
  private final Pass<Double> pass =
      Passes.of(new Tanh(new Add(new Mul(a, b), a)), 1.0, Passes.DOUBLES);

  private final Value valueA = new Value(A);
  private final Value valueB = new Value(B);
  private final Value value = new TanhValue(new AddValue(new MulValue(valueA, valueB), valueA));
  private int stamp;

  /// Measures messages, not the way without them that passes take while Akka starts.
  @Setup
  public void start() {
    scheduler.start();
  }

  /// The pass as the engine runs it.
  @Benchmark
  public double message() {
    a.grad = 0;
    b.grad = 0;
    scheduler.run(pass);
    return a.grad + b.grad;
  }

  /// The pass as a recursion over the graph: list the nodes once each, walk the list backwards.
  @Benchmark
  public double recursion() {
    List<Value> order = new ArrayList<>();
    list(value, ++stamp, order);
    order.forEach(node -> node.grad = 0);
    value.grad = 1;
    for (int i = order.size() - 1; i >= 0; i--) {
      order.get(i).backward();
    }
    return valueA.grad + valueB.grad;
  }

  private static void list(Value node, int stamp, List<Value> order) {
    if (node.stamp != stamp) {
      node.stamp = stamp;
      for (Value input : node.inputs) {
        list(input, stamp, order);
      }
      order.add(node);
    }
  }

  private static final class NumberLeaf extends Leaf<Double> {
    double grad;

    @Override
    protected void commit(Double total, boolean owned) {
      grad += total;
    }

    @Override
    public String name() {
      return "Leaf";
    }
  }

  private abstract static class Op extends Node<Double> {
    @SafeVarargs
    @SuppressWarnings("varargs")
    Op(Node<Double>... inputs) {
      super(inputs, null);
    }

    static double gradient(Step<Double> step) {
      Double gradient = step.gradient(0);
      return gradient == null ? 0 : gradient;
    }

    @Override
    public String name() {
      return getClass().getSimpleName();
    }
  }

  private static final class Mul extends Op {
    Mul(Node<Double> left, Node<Double> right) {
      super(left, right);
    }

    @Override
    protected void apply(int part, Step<Double> step) {
      double gradient = gradient(step);
      step.emit(0, gradient * B, true);
      step.emit(1, gradient * A, true);
    }
  }

  private static final class Add extends Op {
    Add(Node<Double> left, Node<Double> right) {
      super(left, right);
    }

    @Override
    protected void apply(int part, Step<Double> step) {
      step.emit(0, step.gradient(0), false);
      step.emit(1, step.gradient(0), false);
    }
  }

  private static final class Tanh extends Op {
    private static final double VALUE = Math.tanh(A * B + A);

    Tanh(Node<Double> input) {
      super(input);
    }

    @Override
    protected void apply(int part, Step<Double> step) {
      step.emit(0, gradient(step) * (1 - VALUE * VALUE), true);
    }
  }

  private static class Value {
    final double data;
    final Value[] inputs;
    double grad;
    int stamp;

    Value(double data, Value... inputs) {
      this.data = data;
      this.inputs = inputs;
    }

    void backward() {}
  }

  private static final class MulValue extends Value {
    MulValue(Value left, Value right) {
      super(left.data * right.data, left, right);
    }

    @Override
    void backward() {
      inputs[0].grad += grad * inputs[1].data;
      inputs[1].grad += grad * inputs[0].data;
    }
  }

  private static final class AddValue extends Value {
    AddValue(Value left, Value right) {
      super(left.data + right.data, left, right);
    }

    @Override
    void backward() {
      inputs[0].grad += grad;
      inputs[1].grad += grad;
    }
  }

  private static final class TanhValue extends Value {
    TanhValue(Value input) {
      super(Math.tanh(input.data), input);
    }

    @Override
    void backward() {
      inputs[0].grad += grad * (1 - data * data);
    }
  }
}
