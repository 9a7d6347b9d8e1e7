package rivulet.oracle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import rivulet.Tensor;

/// From PyTorch's op names to Java calls: one entry an op, for all its cases.
final class OpTable {
  /// A Java call: gives a `Tensor`, a list of them, a record of two, or a number.
  @FunctionalInterface
  interface Call {
    Object apply(Arguments arguments);
  }

  /// How an op is called.
  ///
  /// @param signatures the orders of arguments that PyTorch knows for it
  /// @param inPlace the form with the underscore; its `input` is a clone
  record Entry(List<Signature> signatures, Call call, @Nullable Call inPlace) {
    Arguments bind(List<@Nullable Object> args, Map<String, @Nullable Object> kwargs) {
      for (Signature signature : signatures) {
        Arguments bound = signature.bind(args, kwargs);
        if (bound != null) {
          return bound;
        }
      }
      throw new Outcome.Unmapped("arguments " + kwargs.keySet());
    }
  }

  private final Map<String, Entry> entries = new HashMap<>();

  private OpTable() {}

  static OpTable all() {
    OpTable table = new OpTable();
    CreationCalls.addTo(table);
    PointwiseCalls.addTo(table);
    ComparisonCalls.addTo(table);
    ReductionCalls.addTo(table);
    ShapeCalls.addTo(table);
    IndexingCalls.addTo(table);
    LinalgCalls.addTo(table);
    LayerCalls.addTo(table);
    return table;
  }

  @Nullable Entry get(String op) {
    return entries.get(op);
  }

  Iterable<String> names() {
    return entries.keySet();
  }

  /// Adds ops that have no in-place form.
  ///
  /// @param names separated by blanks
  void add(String names, String signature, Call call) {
    put(names, new Entry(Signature.all(signature), call, null));
  }

  void add(String names, String signature, Call call, Call inPlace) {
    put(names, new Entry(Signature.all(signature), call, inPlace));
  }

  private void put(String names, Entry entry) {
    for (String name : names.split(" ", -1)) {
      if (entries.put(name, entry) != null) {
        throw new IllegalStateException("two entries for " + name);
      }
    }
  }

  /// An op of two tensors.
  void binary(String names, BinaryOperator<Tensor> call) {
    add(names, "input, other", a -> call.apply(a.tensor("input"), a.tensor("other")));
  }

  /// An op of one tensor.
  void unary(String names, UnaryOperator<Tensor> call) {
    add(names, "input", a -> call.apply(a.tensor("input")));
  }

  void unary(String names, UnaryOperator<Tensor> call, UnaryOperator<Tensor> inPlace) {
    add(names, "input", a -> call.apply(a.tensor("input")), a -> inPlace.apply(a.tensor("input")));
  }
}
