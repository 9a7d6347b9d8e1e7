package rivulet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rivulet.array.DType;
import rivulet.array.Indexing;
import rivulet.array.NDArray;
import rivulet.array.Scalar;

/// What stands between the brackets of `x[…]`: numbers, slices and new dimensions are applied one
/// after the other as views; what tensors of indices are left then pick elements, all at once.
final class Subscript {
  private static final Pattern PART =
      Pattern.compile("\\s*(\\.\\.\\.|None|\\[[-\\d\\s,]*\\]|[-\\d\\s:]+)\\s*(?:,|$)");

  private Tensor view;
  private final List<@Nullable Tensor> indices = new ArrayList<>();
  private int dim;

  /// Dimensions of the whole tensor that the parts so far stand for.
  private int passed;

  private Subscript(Tensor x) {
    view = x;
  }

  static Tensor get(Tensor x, @Nullable Object[] index) {
    Subscript subscript = new Subscript(x).apply(index);
    if (subscript.picks()) return subscript.view.index(subscript.indices);
    return subscript.view == x ? Op.view("Alias", x, x.array(), v -> v, g -> g) : subscript.view;
  }

  static Tensor set(Tensor x, Object value, @Nullable Object[] index) {
    Tensor source = value(value, x.dtype());
    Subscript subscript = new Subscript(x).apply(index);
    if (subscript.picks()) {
      Tensor cast = source.to(x.dtype());
      subscript.view.indexPut_(subscript.indices, cast, false);
    } else {
      Tensor part = subscript.view;
      InPlace.copy(part, fitting(source, part.dim()).expand(part.shape().toArray()));
    }
    return x;
  }

  private static Tensor value(Object value, DType dtype) {
    return switch (value) {
      case Tensor tensor -> tensor;
      case Boolean truth -> Creation.number(Scalar.of(truth), dtype);
      case Float number -> Creation.number(Scalar.of(number.doubleValue()), dtype);
      case Double number -> Creation.number(Scalar.of(number), dtype);
      case Number number -> Creation.number(Scalar.of(number.longValue()), dtype);
      default ->
          throw new IllegalArgumentException(
              "can't assign a " + value.getClass().getSimpleName() + " to a " + dtype + " tensor");
    };
  }

  /// Without the leading dimensions of size 1 that the target does not have.
  private static Tensor fitting(Tensor source, int dims) {
    Tensor fitting = source;
    while (fitting.dim() > dims && fitting.size(0) == 1) fitting = fitting.squeeze(0);
    return fitting;
  }

  private boolean picks() {
    return !indices.isEmpty();
  }

  private Subscript apply(@Nullable Object[] index) {
    int consumed = Arrays.stream(index).mapToInt(Subscript::consumed).sum();
    int rank = view.dim();
    if (rank == 0 && index.length == 1 && index[0] instanceof Integer) {
      throw new IndexOutOfBoundsException(
          "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in"
              + " C++ to convert a 0-dim tensor to a number");
    }
    if (rank == 0 && index.length == 1 && index[0] instanceof Slice.Range) {
      throw new IllegalArgumentException("slice() cannot be applied to a 0-dim tensor.");
    }
    if (consumed > rank) {
      throw new IndexOutOfBoundsException("too many indices for tensor of dimension " + rank);
    }
    for (Object part : index) {
      apply(part, rank - consumed);
      passed += part == Slice.Special.ELLIPSIS ? rank - consumed : consumed(part);
    }
    return this;
  }

  /// How many dimensions a part of an index stands for.
  private static int consumed(@Nullable Object part) {
    return switch (part) {
      case null -> 0;
      case Slice.Special special -> 0;
      case Boolean truth -> 0;
      case Tensor mask when isMask(mask) -> mask.dim();
      default -> 1;
    };
  }

  private void apply(@Nullable Object part, int open) {
    switch (part) {
      case null -> newAxis();
      case Slice.Special special when special == Slice.Special.NEW_AXIS -> newAxis();
      case Slice.Special special -> dim += open;
      case Slice.Range range -> view = view.slice(dim++, range.start(), range.stop(), range.step());
      case Integer number -> select(number);
      case Long number -> select(Math.toIntExact(number));
      case int[] numbers -> pick(Tensors.tensor(numbers));
      case long[] numbers -> pick(Tensors.tensor(numbers));
      case boolean[] mask -> pick(Tensors.tensor(mask));
      case Boolean truth -> flag(truth);
      case Tensor tensor -> tensor(tensor);
      default -> throw new IllegalArgumentException(unknown(part));
    }
  }

  private static String unknown(Object part) {
    return "only integers, slices, ellipsis(), newAxis(), arrays of integers and integer or boolean"
        + " tensors are valid indices (got "
        + part.getClass().getSimpleName()
        + ")";
  }

  private void newAxis() {
    view = view.unsqueeze(dim++);
  }

  private void select(int index) {
    int size = view.size(dim);
    if (index < -size || index >= size) {
      throw new IndexOutOfBoundsException(
          "index %d is out of bounds for dimension %d with size %d".formatted(index, passed, size));
    }
    view = view.select(dim, index);
  }

  private void tensor(Tensor tensor) {
    if (tensor.dim() > 0 || tensor.dtype().isFloatingPoint()) {
      checkIndex(tensor);
      pick(tensor);
    } else if (isMask(tensor)) {
      flag(tensor.array().getLong(0) != 0);
    } else {
      select(Math.toIntExact(tensor.itemLong()));
    }
  }

  private void flag(boolean flag) {
    view = view.unsqueeze(dim);
    pick(Tensors.tensor(new boolean[] {flag}));
  }

  /// Notes indices of this dimension, or a mask of this and the following ones.
  private void pick(Tensor tensor) {
    while (indices.size() < dim) indices.add(null);
    if (isMask(tensor)) {
      checkMask(tensor, dim, view);
      NDArray positions = Indexing.nonzero(tensor.array());
      for (int d = 0; d < tensor.dim(); d++) indices.add(new Tensor(positions.select(1, d)));
    } else {
      indices.add(tensor);
    }
    dim = indices.size();
  }

  /// PyTorch's truth values once were of dtype uint8.
  static boolean isMask(Tensor index) {
    return index.dtype() == DType.BOOL || index.dtype() == DType.UINT8;
  }

  private static void checkMask(Tensor mask, int dim, Tensor x) {
    for (int d = 0; d < mask.dim(); d++) {
      if (dim + d >= x.dim() || mask.size(d) != x.size(dim + d)) {
        throw new IndexOutOfBoundsException(
            "The shape of the mask %s at index %d does not match the shape of the indexed tensor %s"
                    .formatted(mask.shape(), d, x.shape())
                + " at index %d".formatted(dim + d));
      }
    }
  }

  /// The int64 arrays that tensors of indices or masks stand for.
  static List<@Nullable NDArray> arrays(Tensor x, List<? extends @Nullable Tensor> indices) {
    List<@Nullable NDArray> arrays = new ArrayList<>();
    for (Tensor index : indices) {
      if (index == null) {
        arrays.add(null);
      } else if (isMask(index)) {
        checkMask(index, arrays.size(), x);
        NDArray positions = Indexing.nonzero(index.array());
        for (int d = 0; d < index.dim(); d++) arrays.add(positions.select(1, d));
      } else {
        checkIndex(index);
        arrays.add(index.array().to(DType.INT64));
      }
    }
    if (arrays.size() > x.dim()) {
      throw new IndexOutOfBoundsException(
          "too many indices for tensor of dimension %d (got %d)".formatted(x.dim(), arrays.size()));
    }
    return arrays;
  }

  private static void checkIndex(Tensor index) {
    boolean known =
        switch (index.dtype()) {
          case BOOL, UINT8, INT32, INT64 -> true;
          case INT8, INT16, FLOAT16, BFLOAT16, FLOAT32, FLOAT64 -> false;
        };
    if (!known) {
      throw new IndexOutOfBoundsException(
          "tensors used as indices must be long, int, byte or bool tensors");
    }
  }

  /// The parts of an index in Python's spelling.
  static @Nullable Object[] parse(String text) {
    List<@Nullable Object> parts = new ArrayList<>();
    Matcher part = PART.matcher(text);
    int end = 0;
    while (end < text.length() && part.find(end) && part.start() == end) {
      parts.add(part(part.group(1).strip(), text));
      end = part.end();
    }
    if (end < text.length() || parts.isEmpty()) throw malformed(text);
    return parts.toArray();
  }

  private static Object part(String part, String text) {
    try {
      if (part.equals("...")) return Slice.Special.ELLIPSIS;
      if (part.equals("None")) return Slice.Special.NEW_AXIS;
      if (part.startsWith("[")) return numbers(part.substring(1, part.length() - 1));
      return part.contains(":") ? range(part) : (Object) Integer.valueOf(part);
    } catch (NumberFormatException e) {
      throw malformed(text);
    }
  }

  private static long[] numbers(String list) {
    if (list.isBlank()) return new long[0];
    return Arrays.stream(list.split(",", -1))
        .map(String::strip)
        .mapToLong(Long::parseLong)
        .toArray();
  }

  private static Slice.Range range(String part) {
    String[] bounds = part.split(":", -1);
    if (bounds.length > 3) throw new NumberFormatException(part);
    Integer step = bounds.length < 3 ? null : bound(bounds[2]);
    return new Slice.Range(bound(bounds[0]), bound(bounds[1]), step == null ? 1 : step);
  }

  private static @Nullable Integer bound(String text) {
    return text.isBlank() ? null : Integer.valueOf(text.strip());
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        "'" + text + "' is no index: expected something like \"0, 1:3, ..., ::2\"");
  }
}
