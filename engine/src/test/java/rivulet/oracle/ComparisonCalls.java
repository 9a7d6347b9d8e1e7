package rivulet.oracle;

import java.util.function.BinaryOperator;
import rivulet.Tensor;

/// Comparisons and tests.
final class ComparisonCalls {
  private static final String BINARY = "input, other";

  private ComparisonCalls() {}

  static void addTo(OpTable table) {
    add(table, "eq", new Overloads(Tensor::eq, Tensor::eq, Tensor::eq), Tensor::eq_);
    add(table, "ne", new Overloads(Tensor::ne, Tensor::ne, Tensor::ne), Tensor::ne_);
    add(table, "lt", new Overloads(Tensor::lt, Tensor::lt, Tensor::lt), Tensor::lt_);
    add(table, "le", new Overloads(Tensor::le, Tensor::le, Tensor::le), Tensor::le_);
    add(table, "gt", new Overloads(Tensor::gt, Tensor::gt, Tensor::gt), Tensor::gt_);
    add(table, "ge", new Overloads(Tensor::ge, Tensor::ge, Tensor::ge), Tensor::ge_);
    logic(table);
  }

  private static void add(
      OpTable table, String name, Overloads comparison, BinaryOperator<Tensor> inPlace) {
    table.add(
        name,
        BINARY,
        comparison.with("other"),
        a -> inPlace.apply(a.tensor("input"), a.tensor("other")));
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
