package rivulet;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rivulet.array.DType;
import rivulet.array.NDArray;
import rivulet.array.Scalar;
import rivulet.array.Shape;

/// Tensors made of numbers: the checks behind the factories of [Tensors].
final class Creation {
  private Creation() {}

  /// A tensor without dimensions.
  static Tensor number(Scalar value, DType dtype) {
    ScalarRange.check(value, dtype);
    return new Tensor(NDArray.full(Shape.SCALAR, dtype, value));
  }

  /// The value of a tensor without dimensions throughout.
  ///
  /// @param variant of the node's name
  static Tensor filled(Tensor a, Tensor value, int variant) {
    Messages.check(
        value.dim() == 0,
        "fill_ only supports 0-dimension value tensor but got tensor with %d dimensions.",
        value.dim());
    NDArray filled = NDArray.empty(a.shape(), a.dtype());
    filled.copyFrom(value.array());
    return Op.of("Fill", variant, filled)
        .input(a, Tensors::zerosLike)
        .input(value, Tensor::sum)
        .output();
  }

  static Tensor zeros(Shape shape, DType dtype) {
    return new Tensor(NDArray.zeros(shape, dtype));
  }

  static Tensor full(String name, int[] sizes, Scalar value, DType dtype) {
    Op.checkStop();
    for (int size : sizes) {
      Messages.check(size >= 0, "%s: Dimension size must be non-negative.", name);
    }
    ScalarRange.check(value, dtype);
    return new Tensor(NDArray.full(Shape.of(sizes), dtype, value));
  }

  static Shape shape(int... sizes) {
    for (int size : sizes) {
      Messages.check(
          size >= 0,
          "Trying to create tensor with negative dimension %d: %s",
          size,
          Arrays.toString(sizes));
    }
    return Shape.of(sizes);
  }

  static Tensor eye(int n, int m, DType dtype) {
    Op.checkStop();
    Messages.check(n >= 0, "n must be greater or equal to 0, got %d", n);
    Messages.check(m >= 0, "m must be greater or equal to 0, got %d", m);
    return new Tensor(NDArray.eye(n, m, dtype));
  }

  static Tensor arange(Scalar start, Scalar end, Scalar step, DType dtype) {
    Op.checkStop();
    checkNotBool("arange_cpu", dtype);
    double from = start.asDouble();
    double to = end.asDouble();
    boolean moves = dtype == DType.INT64 ? step.asLong() != 0 : step.asDouble() != 0;
    Messages.check(moves, "step must be nonzero");
    Messages.check(
        Double.isFinite(from) && Double.isFinite(to), "unsupported range: %s -> %s", from, to);
    Messages.check(
        step.asDouble() > 0 ? to >= from : to <= from,
        "upper bound and lower bound inconsistent with step sign");
    return new Tensor(NDArray.arange(start, end, step, dtype));
  }

  /// The dtype of a range: integers unless one bound is none.
  static DType ofRange(Scalar... bounds) {
    boolean floating = Arrays.stream(bounds).anyMatch(b -> b.dtype() == DType.FLOAT64);
    return floating ? Promotion.defaultFloating() : DType.INT64;
  }

  static Tensor linspace(double start, double end, int steps, DType dtype) {
    Op.checkStop();
    Messages.check(steps >= 0, "number of steps must be non-negative");
    if (steps > 1) checkNotBool("linspace_cpu", dtype);
    if (steps > 0) ScalarRange.check(bound(start), dtype);
    if (steps > 1) ScalarRange.check(bound(end), dtype);
    return new Tensor(NDArray.linspace(start, end, steps, dtype));
  }

  /// A whole number counts as an integer, which may wrap around.
  private static Scalar bound(double value) {
    return value == Math.rint(value) ? Scalar.of((long) value) : Scalar.of(value);
  }

  private static void checkNotBool(String loop, DType dtype) {
    Messages.check(dtype != DType.BOOL, "\"%s\" not implemented for 'Bool'", loop);
  }

  /// A tensor of a Java array, or of arrays in it to any depth, in the dtype that suits its
  /// numbers.
  static Tensor of(Object data) {
    return switch (elementType(data).getName()) {
      case "double", "float" -> of(data, Promotion.defaultFloating());
      case "long", "int" -> of(data, DType.INT64);
      default -> of(data, DType.BOOL);
    };
  }

  /// The same in a dtype.
  static Tensor of(Object data, DType dtype) {
    Op.checkStop();
    Shape shape = shape(sizes(data));
    int count = shape.numel();
    NDArray array =
        switch (elementType(data).getName()) {
          case "double" -> NDArray.of(flat(data, shape, new double[count]), shape);
          case "float" -> NDArray.of(flat(data, shape, new float[count]), shape);
          case "long" -> NDArray.of(flat(data, shape, new long[count]), shape);
          case "int" -> NDArray.of(flat(data, shape, new int[count]), shape);
          case "boolean" -> NDArray.of(flat(data, shape, new boolean[count]), shape);
          default ->
              throw new IllegalArgumentException(
                  "could not infer dtype of " + data.getClass().getSimpleName());
        };
    return new Tensor(array.to(dtype));
  }

  private static Class<?> elementType(Object data) {
    Class<?> type = data.getClass();
    while (type.isArray()) type = type.getComponentType();
    return type;
  }

  /// The lengths of the first array of each depth.
  private static int[] sizes(Object data) {
    List<Integer> sizes = new ArrayList<>();
    Object at = data;
    for (Class<?> type = data.getClass(); type.isArray(); type = type.getComponentType()) {
      int size = at == null ? 0 : Array.getLength(at);
      sizes.add(size);
      at = size > 0 && type.getComponentType().isArray() ? Array.get(at, 0) : null;
    }
    return sizes.stream().mapToInt(i -> i).toArray();
  }

  static Tensor integers(long low, long high, int[] sizes, DType dtype) {
    Op.checkStop();
    Messages.check(
        low < high,
        "random_ expects 'from' to be less than 'to', but got from=%d >= to=%d",
        low,
        high);
    return new Tensor(Sampling.integers(Sampling.DEFAULT, shape(sizes), low, high).to(dtype));
  }

  /// The elements in row-major order, copied into an array of theirs.
  private static <A> A flat(Object data, Shape shape, A into) {
    copy(data, shape, 0, into, 0);
    return into;
  }

  @SuppressWarnings("SuspiciousSystemArraycopy") // both are arrays of the same primitive type
  private static int copy(Object data, Shape shape, int dim, Object into, int at) {
    int size = Array.getLength(data);
    if (size != shape.size(dim)) {
      throw new IllegalArgumentException(
          "expected sequence of length %d at dim %d (got %d)"
              .formatted(shape.size(dim), dim, size));
    }
    if (dim == shape.rank() - 1) {
      System.arraycopy(data, 0, into, at, size);
      return at + size;
    }
    int next = at;
    for (int i = 0; i < size; i++) next = copy(Array.get(data, i), shape, dim + 1, into, next);
    return next;
  }
}
