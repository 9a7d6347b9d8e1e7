package rivulet.oracle;

import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import rivulet.Tensor;

/// A method's overloads for a tensor, an integer and a real number as second operand.
record Overloads(
    BinaryOperator<Tensor> tensor,
    BiFunction<Tensor, Long, Tensor> whole,
    BiFunction<Tensor, Double, Tensor> real) {

  /// Overloads with a factor for the second operand.
  record Scaled(WithWhole whole, WithReal real) {
    @FunctionalInterface
    interface WithWhole {
      Tensor apply(Tensor input, Tensor other, long alpha);
    }

    @FunctionalInterface
    interface WithReal {
      Tensor apply(Tensor input, Tensor other, double alpha);
    }

    Tensor apply(Arguments a) {
      Tensor input = a.tensor("input");
      Tensor other = a.tensor("other");
      return a.number("alpha") instanceof Long alpha
          ? whole.apply(input, other, alpha)
          : real.apply(input, other, a.number("alpha").doubleValue());
    }
  }

  /// The call of the overload that takes this operand.
  OpTable.Call with(String operand) {
    return a -> apply(a, operand);
  }

  /// The call that has a factor where the arguments have one.
  OpTable.Call orScaled(Scaled scaled) {
    return a -> a.has("alpha") ? scaled.apply(a) : apply(a, "other");
  }

  Tensor apply(Arguments a, String operand) {
    Tensor input = a.tensor("input");
    if (a.isTensor(operand)) {
      return tensor.apply(input, a.tensor(operand));
    }
    return a.number(operand) instanceof Long number
        ? whole.apply(input, number)
        : real.apply(input, a.number(operand).doubleValue());
  }
}
