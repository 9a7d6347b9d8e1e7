package rivulet.oracle;

import org.jspecify.annotations.Nullable;
import rivulet.Tensor;
import rivulet.Tensors;
import rivulet.array.DType;

/// Tensors from nothing.
final class CreationCalls {
  private CreationCalls() {}

  static void addTo(OpTable table) {
    table.add(
        "zeros",
        "*size; dtype?, requires_grad?",
        a -> leaf(a, Tensors.zeros(a.sizes("size"), dtype(a))));
    table.add(
        "ones",
        "*size; dtype?, requires_grad?",
        a -> leaf(a, Tensors.ones(a.sizes("size"), dtype(a))));
    table.add("full", "size, fill_value; dtype?, requires_grad?", a -> leaf(a, full(a)));
    table.add(
        "eye",
        "n, m?; dtype?, requires_grad?",
        a -> leaf(a, Tensors.eye(a.size("n"), a.size("m", a.size("n")), dtype(a))));
    table.add(
        "arange",
        "end; dtype?, requires_grad? | start, end, step?, dtype?, requires_grad?",
        a -> leaf(a, arange(a)));
    table.add("linspace", "start, end, steps; dtype?, requires_grad?", a -> leaf(a, linspace(a)));
    table.add(
        "zeros_like",
        "input; dtype?, requires_grad?",
        a -> leaf(a, Tensors.zeros(likeSizes(a), likeDtype(a))));
    table.add(
        "ones_like",
        "input; dtype?, requires_grad?",
        a -> leaf(a, Tensors.ones(likeSizes(a), likeDtype(a))));
    table.add("full_like", "input, fill_value; dtype?, requires_grad?", a -> leaf(a, fullLike(a)));
  }

  private static Tensor full(Arguments a) {
    return full(a.sizes("size"), a, a.dtype());
  }

  private static Tensor fullLike(Arguments a) {
    return full(likeSizes(a), a, likeDtype(a));
  }

  private static Tensor full(int[] size, Arguments a, @Nullable DType dtype) {
    return switch (a.value("fill_value")) {
      case Boolean flag ->
          dtype == null ? Tensors.full(size, flag) : Tensors.full(size, flag ? 1L : 0L, dtype);
      case Long whole ->
          dtype == null ? Tensors.full(size, whole) : Tensors.full(size, whole, dtype);
      default -> {
        double real = a.number("fill_value").doubleValue();
        yield dtype == null ? Tensors.full(size, real) : Tensors.full(size, real, dtype);
      }
    };
  }

  private static Tensor arange(Arguments a) {
    Number start = a.number("start", 0);
    Number end = a.number("end");
    Number step = a.number("step", 1);
    DType dtype = a.dtype();
    if (start instanceof Long && end instanceof Long && step instanceof Long) {
      long from = start.longValue();
      return dtype == null
          ? Tensors.arange(from, end.longValue(), step.longValue())
          : Tensors.arange(from, end.longValue(), step.longValue(), dtype);
    }
    double from = start.doubleValue();
    return dtype == null
        ? Tensors.arange(from, end.doubleValue(), step.doubleValue())
        : Tensors.arange(from, end.doubleValue(), step.doubleValue(), dtype);
  }

  private static Tensor linspace(Arguments a) {
    double start = a.number("start").doubleValue();
    double end = a.number("end").doubleValue();
    return Tensors.linspace(start, end, a.size("steps"), dtype(a));
  }

  private static DType dtype(Arguments a) {
    DType given = a.dtype();
    return given == null ? Tensors.getDefaultDtype() : given;
  }

  private static int[] likeSizes(Arguments a) {
    return a.tensor("input").shape().toArray();
  }

  private static DType likeDtype(Arguments a) {
    DType given = a.dtype();
    return given == null ? a.tensor("input").dtype() : given;
  }

  private static Tensor leaf(Arguments a, Tensor made) {
    return a.flag("requires_grad") ? made.requiresGrad_() : made;
  }
}
