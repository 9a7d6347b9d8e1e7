package rivulet.oracle;

import java.util.function.BiFunction;
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
    add(table, "eq", new Comparison(Tensor::eq, Tensor::eq, Tensor::eq));
    add(table, "ne", new Comparison(Tensor::ne, Tensor::ne, Tensor::ne));
    add(table, "lt", new Comparison(Tensor::lt, Tensor::lt, Tensor::lt));
    add(table, "le", new Comparison(Tensor::le, Tensor::le, Tensor::le));
    add(table, "gt", new Comparison(Tensor::gt, Tensor::gt, Tensor::gt));
    add(table, "ge", new Comparison(Tensor::ge, Tensor::ge, Tensor::ge));
  }

  private static void add(OpTable table, String name, Comparison comparison) {
    table.add(name, BINARY, comparison::apply);
  }
}
