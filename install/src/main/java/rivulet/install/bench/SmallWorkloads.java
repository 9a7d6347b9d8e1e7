package rivulet.install.bench;

import static rivulet.Tensors.linspace;
import static rivulet.Tensors.noGrad;
import static rivulet.Tensors.ones;
import static rivulet.Tensors.randn;
import static rivulet.Tensors.tensor;

import java.util.List;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import rivulet.Tensor;

/// Workloads without modules: descents by hand, towers, chains, fans.
final class SmallWorkloads {
  private static final int DESCENTS = 10_000;
  private static final int FITS = 100;
  private static final int TOWERS = 8;
  private static final int DEPTH = 4;

  private SmallWorkloads() {}

  /// `X + 1 = 3` by gradient descent on one element; a step is all iterations.
  static DoubleSupplier scalarDescent() {
    Tensor x = tensor(new double[] {0.4963}).requiresGrad_();
    return () -> {
      noGrad(() -> x.fill_(0.4963));
      for (int i = 0; i < DESCENTS; i++) {
        Tensor d = x.add(1.0).rsub(3.0);
        d.mul(d).sum().div(2).backward();
        try (var _ = noGrad()) {
          x.sub_(gradient(x).mul(1e-3));
          gradient(x).zero_();
        }
      }
      return x.item();
    };
  }

  /// The sine by a cubic on 2,000 points; a step is 100 iterations.
  static DoubleSupplier polynomial() {
    Tensor x = linspace(-3.14159, 3.14159, 2000);
    Tensor y = x.sin();
    List<Tensor> w =
        DoubleStream.of(.1, .2, .3, .4).mapToObj(v -> tensor(v).requiresGrad_()).toList();
    return () -> {
      double last = 0;
      for (int i = 0; i < FITS; i++) {
        Tensor p = w.get(0).add(w.get(1).mul(x)).add(w.get(2).mul(x.pow(2)));
        Tensor loss = p.add(w.get(3).mul(x.pow(3))).sub(y).pow(2).sum();
        loss.backward();
        noGrad(() -> w.forEach(SmallWorkloads::descend));
        last = i == FITS - 1 ? loss.item() : 0;
      }
      return last;
    };
  }

  private static void descend(Tensor parameter) {
    parameter.sub_(gradient(parameter).mul(1e-6));
    parameter.setGrad(null);
  }

  /// Independent towers of products and tanh with one loss: what parallel branches are for.
  static DoubleSupplier towers(int n) {
    Tensor[][] weights = new Tensor[TOWERS][DEPTH];
    for (Tensor[] tower : weights) {
      for (int i = 0; i < DEPTH; i++) tower[i] = randn(n, n).div(Math.sqrt(n)).requiresGrad_();
    }
    Tensor x = randn(n, n);
    return () -> {
      Tensor loss = tensor(0L);
      for (Tensor[] tower : weights) {
        Tensor h = x;
        for (Tensor w : tower) h = h.matmul(w).tanh();
        loss = loss.add(h.square().mean());
      }
      loss.backward();
      Tensor last = weights[TOWERS - 1][DEPTH - 1];
      double sum = gradient(weights[0][0]).sum().item() + gradient(last).sum().item();
      for (Tensor[] tower : weights) for (Tensor w : tower) w.setGrad(null);
      return sum;
    };
  }

  /// A chain of element-wise operations on many elements: memory traffic.
  static DoubleSupplier elementwise(int n) {
    Tensor x = randn(n).requiresGrad_();
    Tensor y = randn(n);
    return () -> {
      Tensor bent = x.mul(y).add(0.5).sigmoid().mul(x.tanh());
      bent.sub(y.square()).relu().mean().backward();
      return takeGradient(x);
    };
  }

  /// Operations in a row on four elements: the cost of one node.
  static DoubleSupplier chain(int n) {
    Tensor x = ones(4).requiresGrad_();
    return () -> {
      Tensor h = x;
      for (int i = 0; i < n; i++) h = h.mul(1.0001);
      h.sum().backward();
      return takeGradient(x);
    };
  }

  /// Small losses over one shared leaf, summed: accumulation into one gradient.
  static DoubleSupplier fan(int n) {
    Tensor w = randn(32, 32).requiresGrad_();
    Tensor xs = randn(n, 8, 32);
    return () -> {
      Tensor loss = tensor(0L);
      for (int i = 0; i < n; i++) loss = loss.add(xs.get(i).matmul(w).tanh().sum());
      loss.backward();
      return takeGradient(w);
    };
  }

  private static double takeGradient(Tensor leaf) {
    double sum = gradient(leaf).sum().item();
    leaf.setGrad(null);
    return sum;
  }

  private static Tensor gradient(Tensor leaf) {
    return Objects.requireNonNull(leaf.grad());
  }
}
