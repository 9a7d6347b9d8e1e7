package rivulet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import rivulet.array.DType;
import rivulet.array.NDArray;
import rivulet.array.Shape;

/// Holds gradients against differences: the derivative along random weights of the output, by
/// central differences in float64, for every element of every input.
final class GradCheck {
  private static final double STEP = 1e-6;
  private static final double ABSOLUTE = 1e-5;
  private static final double RELATIVE = 1e-3;

  private GradCheck() {}

  /// First derivatives of `function` at float64 leaves.
  static void first(
      String name, Function<Tensor[], Tensor> function, Tensor[] inputs, Random random) {
    Tensor output = function.apply(inputs);
    Tensor weights = normal(output.shape(), random);
    List<@Nullable Tensor> gradients = gradients(output, weights, inputs, false);
    for (int i = 0; i < inputs.length; i++) {
      compare(name + ", input " + i, function, weights, inputs, i, gradients.get(i));
    }
  }

  /// Second derivatives: the first derivatives of the gradients.
  static void second(
      String name, Function<Tensor[], Tensor> function, Tensor[] inputs, Random random) {
    Tensor weights = normal(function.apply(inputs).shape(), random);
    List<Tensor> again = new ArrayList<>();
    for (Tensor input : inputs) again.add(normal(input.shape(), random));
    Function<Tensor[], Tensor> gradient =
        given -> weighted(gradients(function.apply(given), weights, given, true), again);
    if (gradient.apply(inputs).requiresGrad()) {
      first(name + ", second order", gradient, inputs, random);
    }
  }

  private static Tensor weighted(List<@Nullable Tensor> gradients, List<Tensor> weights) {
    Tensor sum = Tensors.zeros(new int[0], DType.FLOAT64);
    for (int i = 0; i < weights.size(); i++) {
      Tensor gradient = gradients.get(i);
      if (gradient != null) sum = sum.add(gradient.mul(weights.get(i)).sum());
    }
    return sum;
  }

  /// The gradients for `inputs` of the weighted output; null where it does not depend on them.
  static List<@Nullable Tensor> gradients(
      Tensor output, Tensor weights, Tensor[] inputs, boolean createGraph) {
    if (!output.requiresGrad()) {
      return none(inputs.length);
    }
    BackwardOptions options = Tensors.options().gradient(weights).allowUnused();
    return Tensors.grad(
        List.of(output), List.of(inputs), createGraph ? options.createGraph() : options);
  }

  private static List<@Nullable Tensor> none(int count) {
    List<@Nullable Tensor> none = new ArrayList<>();
    for (int i = 0; i < count; i++) none.add(null);
    return none;
  }

  private static void compare(
      String name,
      Function<Tensor[], Tensor> function,
      Tensor weights,
      Tensor[] inputs,
      int which,
      @Nullable Tensor gradient) {
    double[] values = inputs[which].toDoubleArray();
    double[] analytic = gradient == null ? new double[values.length] : gradient.toDoubleArray();
    for (int e = 0; e < values.length; e++) {
      double above = moved(function, weights, inputs, which, e, STEP);
      double below = moved(function, weights, inputs, which, e, -STEP);
      double numeric = (above - below) / (2 * STEP);
      assertEquals(
          numeric,
          analytic[e],
          ABSOLUTE + RELATIVE * Math.abs(numeric),
          () -> name + ", element of " + Arrays.toString(values));
    }
  }

  private static double moved(
      Function<Tensor[], Tensor> function,
      Tensor weights,
      Tensor[] inputs,
      int which,
      int element,
      double by) {
    Tensor[] moved = inputs.clone();
    double[] values = inputs[which].toDoubleArray();
    values[element] += by;
    moved[which] = new Tensor(NDArray.of(values, inputs[which].shape())).requiresGrad_();
    return function.apply(moved).detach().mul(weights).sum().item();
  }

  static Tensor normal(Shape shape, Random random) {
    double[] values = new double[shape.numel()];
    Arrays.setAll(values, i -> random.nextGaussian());
    return new Tensor(NDArray.of(values, shape));
  }
}
