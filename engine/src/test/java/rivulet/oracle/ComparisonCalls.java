package rivulet.oracle;

import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import rivulet.Tensor;

/// Comparisons and tests.
final class ComparisonCalls {
  private static final String BINARY = "input, other";

  /// The three overloads of a comparison.
  private record Comparison(
      BiFunction<Tensor, Tensor, Tensor> tensor,
      BiFunction<Tensor, Double, Tensor> real,
      BiFunction<Tensor, Long, Tensor> whole) {
    Tensor apply(Arguments a) {
      Tensor input = a.tensor("input");
      if (a.isTensor("other")) {
        return tensor.apply(input, a.tensor("other"));
      }
      return a.number("other") instanceof Long other
          ? whole.apply(input, other)
          : real.apply(input, a.number("other").doubleValue());
    }
  }

  private ComparisonCalls() {}

  static void addTo(OpTable table) {
    add(table, "eq", new Comparison(Tensor::eq, Tensor::eq, Tensor::eq), Tensor::eq_);
    add(table, "ne", new Comparison(Tensor::ne, Tensor::ne, Tensor::ne), Tensor::ne_);
    add(table, "lt", new Comparison(Tensor::lt, Tensor::lt, Tensor::lt), Tensor::lt_);
    add(table, "le", new Comparison(Tensor::le, Tensor::le, Tensor::le), Tensor::le_);
    add(table, "gt", new Comparison(Tensor::gt, Tensor::gt, Tensor::gt), Tensor::gt_);
    add(table, "ge", new Comparison(Tensor::ge, Tensor::ge, Tensor::ge), Tensor::ge_);
    logic(table);
  }

  private static void add(
      OpTable table, String name, Comparison comparison, BinaryOperator<Tensor> inPlace) {
    table.add(
        name, BINARY, comparison::apply, a -> inPlace.apply(a.tensor("input"), a.tensor("other")));
  }

  private static void logic(OpTable table) {
    table.unary("logical_not", Tensor::logicalNot);
    table.binary("logical_and", Tensor::logicalAnd);
    table.binary("logical_or", Tensor::logicalOr);
    table.binary("logical_xor", Tensor::logicalXor);
    table.unary("bitwise_not", Tensor::bitwiseNot);
    table.binary("bitwise_and __rand__", Tensor::bitwiseAnd);
    table.binary("bitwise_or __ror__", Tensor::bitwiseOr);
    table.binary("bitwise_xor __rxor__", Tensor::bitwiseXor);
    table.add("any", "input, dim?, keepdim?", a -> whole(a).any());
    table.add("all", "input, dim?, keepdim?", a -> whole(a).all());
  }

  /// The input of a test that Java has for all elements only.
  private static Tensor whole(Arguments a) {
    if (a.has("dim")) {
      throw new Outcome.Unmapped("along a dimension");
    }
    return a.tensor("input");
  }
}
