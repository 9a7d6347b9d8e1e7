package rivulet.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rivulet.Options.*;
import static rivulet.Tensors.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rivulet.Tensor;
import rivulet.Tensors;
import rivulet.array.DType;

/// `backward(options().step(optimizer))` is `backward()` and `step()`, to the bit.
@Timeout(300)
class StepInPassTest {
  private static final int STEPS = 3;

  private final int threads = numThreads();

  @AfterEach
  void restore() {
    setNumThreads(threads);
  }

  /// Parameters, and the loss that is made of them.
  private record Model(List<Tensor> parameters, Supplier<Tensor> loss) {}

  /// Makes the same model again for the same seed.
  private interface Maker {
    Model of(long seed);
  }

  // ---- every optimizer, random models, any number of threads

  static Stream<Function<List<Tensor>, Optimizer<?>>> optimizers() {
    return Stream.of(
        p -> new SGD(p, lr(0.1)),
        p -> new SGD(p, lr(0.1), momentum(0.9), weightDecay(0.01)),
        p -> new SGD(p, lr(0.1), momentum(0.9), nesterov(true), maximize(true)),
        p -> new SGD(p, lr(0.1), momentum(0.9), dampening(0.1)),
        p -> new Adam(p, lr(0.01)),
        p -> new Adam(p, lr(0.01), weightDecay(0.1), amsgrad(true)),
        p -> new AdamW(p, lr(0.01), maximize(true)),
        p ->
            Adam.of(
                List.of(
                    new ParameterGroup(p.subList(0, 2), lr(0.1)),
                    new ParameterGroup(p.subList(2, p.size()), weightDecay(0.2)))));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void randomModels_haveTheBitsOfBackwardAndStep(Function<List<Tensor>, Optimizer<?>> optimizer) {
    long seed = new Random().nextLong();
    System.out.println("StepInPassTest seed " + seed);
    for (int i = 0; i < 4; i++) {
      int width = i == 0 ? 160 : 4; // worth sharing, and not
      assertSame(random -> towers(random, width), optimizer, seed + i);
    }
  }

  /// Towers of layers of different kinds; every parameter may be used several times.
  private static Model towers(long seed, int width) {
    Random random = new Random(seed);
    manualSeed(seed);
    List<Tensor> parameters = new ArrayList<>();
    for (int i = 0; i < 4 + random.nextInt(4); i++) {
      parameters.add(randn(width, width).mul(0.3).detach().requiresGrad_());
      parameters.add(randn(width).requiresGrad_());
    }
    Tensor x = randn(2 * width, width);
    long shape = random.nextLong();
    return new Model(parameters, () -> loss(new Random(shape), parameters, x));
  }

  private static Tensor loss(Random random, List<Tensor> parameters, Tensor x) {
    Tensor loss = tensor(0.0);
    for (int tower = 0; tower < 1 + random.nextInt(3); tower++) {
      Tensor h = x;
      for (int layer = 0; layer < 3; layer++) h = layer(random, parameters, h);
      loss = loss.add(h.square().mean());
    }
    return loss;
  }

  private static Tensor layer(Random random, List<Tensor> parameters, Tensor h) {
    int index = 2 * random.nextInt(parameters.size() / 2);
    Tensor weight = parameters.get(index);
    Tensor bias = parameters.get(index + 1);
    return switch (random.nextInt(5)) {
      case 0 -> h.linear(weight, bias).tanh();
      case 1 -> h.mm(weight.t()).relu().add(h);
      case 2 -> h.mul(bias).sub(weight.mean());
      case 3 -> h.layerNorm(new int[] {h.size(1)}, bias.exp(), bias, 1e-5);
      default -> h.add(weight.index(List.of(tensor(new long[] {0, 1}))).sum(0)).sigmoid();
    };
  }

  /// Compares the two forms with 1, 2 and 4 threads.
  private static void assertSame(
      Maker maker, Function<List<Tensor>, Optimizer<?>> optimizer, long seed) {
    setNumThreads(1);
    List<double[]> expected = run(maker.of(seed), optimizer, StepInPassTest::apart);
    for (int threads : new int[] {1, 2, 4}) {
      setNumThreads(threads);
      List<double[]> actual = run(maker.of(seed), optimizer, StepInPassTest::together);
      for (int i = 0; i < expected.size(); i++) {
        String where = "seed " + seed + ", " + threads + " threads, number " + i;
        assertArrayEquals(expected.get(i), actual.get(i), where);
      }
    }
  }

  private static void apart(Tensor loss, Optimizer<?> optimizer) {
    loss.backward();
    optimizer.step();
  }

  private static void together(Tensor loss, Optimizer<?> optimizer) {
    loss.backward(options().step(optimizer));
  }

  /// Parameters and gradients after each step; gradients add up from the second on.
  private static List<double[]> run(
      Model model,
      Function<List<Tensor>, Optimizer<?>> maker,
      BiConsumer<Tensor, Optimizer<?>> step) {
    Optimizer<?> optimizer = maker.apply(model.parameters());
    List<double[]> found = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      step.accept(model.loss().get(), optimizer);
      for (Tensor parameter : model.parameters()) {
        found.add(parameter.toDoubleArray());
        found.add(gradient(parameter));
      }
      if (i == 1) optimizer.zeroGrad();
    }
    return found;
  }

  private static double[] gradient(Tensor parameter) {
    Tensor gradient = parameter.grad();
    return gradient == null ? new double[0] : gradient.toDoubleArray();
  }

  // ---- what is special about parameters and passes

  private static final double[] START = {0.3, -0.7, 1.1};

  private static Tensor leaf() {
    return tensor(START).requiresGrad_();
  }

  private static Tensor start(int n) {
    return arange(n).mul(0.37).sin();
  }

  private static Tensor leaf(int n) {
    return start(n).clone().requiresGrad_();
  }

  /// With a few elements, and with so many that operations wait until they are asked for.
  private static void assertSame(IntFunction<Model> maker) {
    for (int n : new int[] {3, 40_000}) {
      assertSame(seed -> maker.apply(n), p -> new SGD(p, lr(0.1), momentum(0.9)), n);
    }
  }

  /// What is made first runs last.
  @Test
  void parameterThatALaterNodeReads_isMovedAfterIt() {
    assertSame(n -> {
      Tensor w = leaf(n);
      Tensor v = leaf(n);
      return new Model(List.of(w, v), () -> v.mul(w.detach()).sum().add(w.mul(3).sum()));
    });
  }

  @Test
  void gradientThatALaterNodeReads_isAddedToAfterIt() {
    assertSame(n -> {
      Tensor w = leaf(n);
      Tensor v = leaf(n);
      w.setGrad(arange(n).mul(0.01));
      return new Model(
          List.of(w, v),
          () -> {
            Tensor before = w.grad() == null ? ones(n) : w.grad();
            return v.mul(before.unsqueeze(0)).sum().add(w.mul(3).sum());
          });
    });
  }

  @Test
  void parametersThatThePassDoesNotReach_areMovedByTheGradientTheyHave() {
    assertSame(n -> {
      Tensor w = leaf(n);
      Tensor idle = leaf(n);
      Tensor without = leaf(n);
      idle.setGrad(ones(n));
      return new Model(List.of(idle, without, w), () -> w.square().sum());
    });
  }

  @Test
  void parametersInTheSameMemory_areMovedInTheirOrder() {
    assertSame(n -> {
      Tensor base = start(n);
      Tensor one = base.detach().requiresGrad_();
      Tensor other = base.detach().requiresGrad_();
      return new Model(List.of(one, other), () -> other.mul(0.1).exp().add(one.mul(7)).sum());
    });
  }

  @Test
  void gradientsInTheSameMemory_areAddedToBeforeAnyMove() {
    assertSame(n -> {
      Tensor w = leaf(n);
      Tensor v = leaf(n);
      Tensor shared = ones(n);
      w.setGrad(shared);
      v.setGrad(shared);
      return new Model(List.of(w, v), () -> w.exp().add(v.mul(5)).sum());
    });
  }

  @Test
  void hooks_seeParametersAsTheyWere() {
    assertSame(n -> {
      Tensor w = leaf(n);
      Tensor v = leaf(n);
      v.registerHook(g -> g.mul(w));
      return new Model(List.of(w, v), () -> v.mul(2).sum().add(w.square().sum()));
    });
  }

  @Test
  void parameterThatAHookReturns_isPassedOnAsItWas() {
    assertSame(n -> {
      Tensor w = leaf(n);
      Tensor v = leaf(n);
      return new Model(
          List.of(w, v),
          () -> {
            Tensor y = v.mul(2).add(1);
            y.registerHook(g -> w.detach());
            return y.sum().add(w.square().sum());
          });
    });
  }

  @Test
  void parameterOfHalfPrecision_hasTheSameBits() {
    assertSame(n -> {
      Tensor w = ones(new int[] {n}, DType.BFLOAT16).requiresGrad_();
      return new Model(List.of(w), () -> w.mul(3).exp().sum());
    });
  }

  @Test
  void parameterAsTheFirstGradient_isTakenAsItWas() {
    List<double[]> found = new ArrayList<>();
    for (boolean together : new boolean[] {false, true}) {
      Tensor w = leaf();
      Tensor v = leaf();
      SGD sgd = new SGD(List.of(w, v), lr(0.5));
      Tensor y = v.mul(2).add(w);
      if (together) y.backward(options().gradient(w.detach()).step(sgd));
      else y.backward(w.detach());
      if (!together) sgd.step();
      found.add(w.toDoubleArray());
      found.add(v.toDoubleArray());
    }
    assertArrayEquals(found.get(0), found.get(2));
    assertArrayEquals(found.get(1), found.get(3));
  }

  @Test
  void retainedGraph_noticesTheStep() {
    Tensor w = leaf();
    Tensor loss = w.mul(w).sum();
    loss.backward(options().retainGraph().step(new SGD(List.of(w), lr(0.1))));
    IllegalStateException thrown = assertThrows(IllegalStateException.class, loss::backward);
    assertTrue(String.valueOf(thrown.getMessage()).contains("is at version 1; expected version 0"));
  }

  @Test
  void inputs_areMovedToo() {
    Tensor w = leaf();
    Tensor v = leaf();
    SGD sgd = new SGD(List.of(w, v), lr(1));
    w.mul(2).add(v).sum().backward(options().inputs(w).step(sgd));
    assertArrayEquals(tensor(START).sub(2).toDoubleArray(), w.toDoubleArray());
    assertArrayEquals(tensor(START).toDoubleArray(), v.toDoubleArray());
    assertNull(v.grad());
  }

  @Test
  void severalOptimizers_moveEachItsOwn_andInOrderWhatIsBothS() {
    List<double[]> found = new ArrayList<>();
    for (boolean together : new boolean[] {false, true}) {
      Tensor w = leaf();
      Tensor both = leaf();
      Adam adam = new Adam(List.of(w, both), lr(0.1));
      SGD sgd = new SGD(List.of(both), lr(0.3), weightDecay(0.5));
      Tensor loss = w.mul(both).sum();
      if (together) loss.backward(options().step(adam, sgd));
      else apart(loss, adam);
      if (!together) sgd.step();
      found.add(w.toDoubleArray());
      found.add(both.toDoubleArray());
    }
    assertArrayEquals(found.get(0), found.get(2));
    assertArrayEquals(found.get(1), found.get(3));
  }

  @Test
  void insideNoGrad_andAfterwards_theModeIsAsItWas() {
    Tensor w = leaf();
    Tensor loss = w.sum();
    noGrad(() -> loss.backward(options().step(new SGD(List.of(w), lr(1)))));
    assertArrayEquals(tensor(START).sub(1).toDoubleArray(), w.toDoubleArray());
    assertTrue(isGradEnabled());
    assertTrue(w.requiresGrad());
  }

  // ---- failures

  @Test
  void failureInAnotherBranch_leavesEachParameterWhole() {
    Tensor first = leaf();
    Tensor second = leaf();
    SGD sgd = new SGD(List.of(first, second), lr(1));
    Tensor broken = second.mul(second); // made first, so its node runs last
    noGrad(() -> second.mul_(1));
    Tensor loss = broken.sum().add(first.mul(1).sum());
    assertThrows(IllegalStateException.class, () -> loss.backward(options().step(sgd)));
    assertArrayEquals(tensor(START).sub(1).toDoubleArray(), first.toDoubleArray());
    assertArrayEquals(new double[] {1, 1, 1}, gradient(first));
    assertNull(second.grad());
  }

  @Test
  void whatCannotMeanAnything_isRefused() {
    Tensor w = leaf();
    SGD sgd = new SGD(List.of(w), lr(1));
    Tensor loss = w.sum();
    assertEquals(
        "[backward] createGraph() and step() exclude each other: a step would change what the new"
            + " graph reads. Call the optimizer's step() when you are done with the graph.",
        refused(() -> loss.backward(options().createGraph().step(sgd))));
    assertEquals(
        "[grad] step() is for backward(): grad() adds nothing to the gradients of parameters.",
        refused(() -> Tensors.grad(List.of(loss), List.of(w), options().step(sgd))));
    assertEquals("not a parameter of this optimizer", refused(() -> sgd.step(leaf())));
    assertArrayEquals(tensor(START).toDoubleArray(), w.toDoubleArray());
  }

  private static @Nullable String refused(Runnable call) {
    return assertThrows(IllegalArgumentException.class, call::run).getMessage();
  }
}
