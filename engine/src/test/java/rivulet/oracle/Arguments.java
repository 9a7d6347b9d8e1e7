package rivulet.oracle;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rivulet.Tensor;
import rivulet.array.DType;

/// The arguments of a call by PyTorch's names, asked for as the Java overload wants them. What is
/// of another kind than any overload takes makes the case not applicable.
final class Arguments {
  private final Map<String, @Nullable Object> values;

  Arguments(Map<String, @Nullable Object> values) {
    this.values = values;
  }

  /// Whether it was given, and not as `None`.
  boolean has(String name) {
    return values.get(name) != null;
  }

  Object value(String name) {
    Object value = values.get(name);
    if (value == null) {
      throw new Outcome.NotApplicable(name + " is None");
    }
    return value;
  }

  boolean isTensor(String name) {
    return values.get(name) instanceof Tensor;
  }

  boolean isList(String name) {
    return values.get(name) instanceof List;
  }

  Tensor tensor(String name) {
    return as(Tensor.class, name, value(name));
  }

  List<Tensor> tensors(String name) {
    List<?> list = as(List.class, name, value(name));
    return list.stream().map(element -> as(Tensor.class, name, element)).toList();
  }

  /// A `Long` or a `Double`; Python's bools count as integers.
  Number number(String name) {
    return value(name) instanceof Boolean flag
        ? Long.valueOf(flag ? 1 : 0)
        : as(Number.class, name, value(name));
  }

  Number number(String name, long otherwise) {
    return has(name) ? number(name) : Long.valueOf(otherwise);
  }

  long integer(String name) {
    return as(Long.class, name, value(name));
  }

  int size(String name) {
    return Math.toIntExact(integer(name));
  }

  int size(String name, int otherwise) {
    return has(name) ? size(name) : otherwise;
  }

  int[] sizes(String name) {
    List<?> list = as(List.class, name, value(name));
    return list.stream().mapToInt(e -> Math.toIntExact(as(Long.class, name, e))).toArray();
  }

  boolean flag(String name) {
    return has(name) && as(Boolean.class, name, value(name));
  }

  String text(String name) {
    return as(String.class, name, value(name));
  }

  @Nullable DType dtype() {
    return has("dtype")
        ? TensorData.dtype(as(Values.DTypeName.class, "dtype", value("dtype")).name())
        : null;
  }

  private static <T> T as(Class<T> kind, String name, @Nullable Object value) {
    if (!kind.isInstance(value)) {
      throw new Outcome.NotApplicable(name + " must be a " + kind.getSimpleName());
    }
    return kind.cast(value);
  }
}
