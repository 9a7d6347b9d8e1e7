package rivulet.array;

import java.lang.ref.Reference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reduced dimensions brought together, so that each result comes from one row, or neighbouring
/// results from neighbouring columns.
final class Rows {
  /// Fewer columns than this are folded as rows.
  private static final int COLUMNS = 4;

  /// Elements side by side that are worth a visit.
  private static final int PART = 32;

  private Rows() {}

  static NDArray fold(
      NDArray a,
      int[] dims,
      boolean keepdim,
      DType result,
      Folds.Row row,
      Folds.@Nullable Columns columns) {
    if (a.isContiguous() && dims.length == a.rank()) return whole(a, keepdim, result, row);
    boolean[] reduced = reduced(a, dims);
    NDArray out = NDArray.empty(shape(a.shape(), reduced, keepdim), result);
    if (out.numel() == 0) return out;
    int count = a.numel() / out.numel();
    int inner = inner(a.shape(), dims);
    boolean block = a.isContiguous() && dims.length > 0 && isBlock(dims);
    if (columns != null && block && inner >= COLUMNS) columns(a, out, count, inner, columns);
    else rows(a.permute(order(reduced)).contiguous(), out, count, row);
    return out;
  }

  private static NDArray whole(NDArray a, boolean keepdim, DType result, Folds.Row row) {
    NDArray out = NDArray.empty(keepdim ? Shape.ones(a.rank()) : Shape.SCALAR, result);
    try {
      row.fold(a.storage().elements(), a.offset(), a.numel(), out.storage().elements(), 0);
    } finally {
      Reference.reachabilityFence(a);
    }
    return out;
  }

  /// Whether all dimensions are reduced but some in the middle, as where a channel's bias gets its
  /// gradient, of an array without gaps.
  static boolean areAround(NDArray a, int[] dims) {
    int last = dims.length - 1;
    if (last < 1 || dims[0] != 0 || dims[last] != a.rank() - 1) return false;
    int holes = 0;
    for (int d = 0; d < last; d++) holes += dims[d + 1] == dims[d] + 1 ? 0 : 1;
    boolean around = holes == 1 && a.numel() > 0 && a.isContiguous();
    return around && a.stride(lastKept(a, dims)) >= PART;
  }

  private static int lastKept(NDArray a, int[] dims) {
    int kept = a.rank() - 1;
    for (int d = dims.length - 1; d >= 0 && dims[d] == kept; d--) kept--;
    return kept;
  }

  /// The same from parts of the array: [#areAround] says whether it may be asked for.
  static NDArray foldAround(
      NDArray a, int[] dims, boolean keepdim, DType result, Folds.Parts fold) {
    NDArray out = NDArray.empty(shape(a.shape(), reduced(a, dims), keepdim), result);
    int kept = out.numel();
    int count = a.stride(lastKept(a, dims));
    int parts = a.numel() / kept / count;
    Raw.with(
        arrays -> {
          for (int at = 0; at < kept; at++) {
            int first = a.offset() + at * count;
            fold.fold(arrays[0], first, count, parts, kept * count, arrays[1], at);
          }
        },
        a,
        out);
    return out;
  }

  private static boolean[] reduced(NDArray a, int[] dims) {
    boolean[] reduced = new boolean[a.rank()];
    for (int dim : dims) reduced[dim] = true;
    return reduced;
  }

  private static void rows(NDArray a, NDArray out, int count, Folds.Row fold) {
    Raw.with(
        arrays -> {
          for (int at = 0; at < out.numel(); at++) {
            fold.fold(arrays[0], a.offset() + at * count, count, arrays[1], at);
          }
        },
        a,
        out);
  }

  private static void columns(NDArray a, NDArray out, int rows, int inner, Folds.Columns fold) {
    Raw.with(
        arrays -> {
          for (int at = 0; at < out.numel(); at += inner) {
            fold.fold(arrays[0], a.offset() + at * rows, rows, inner, arrays[1], at);
          }
        },
        a,
        out);
  }

  private static boolean isBlock(int[] dims) {
    return dims[dims.length - 1] - dims[0] == dims.length - 1;
  }

  /// The number of elements behind the last reduced dimension.
  private static int inner(Shape shape, int[] dims) {
    int inner = 1;
    int last = dims.length == 0 ? 0 : dims[dims.length - 1];
    for (int dim = last + 1; dim < shape.rank(); dim++) inner *= shape.size(dim);
    return inner;
  }

  private static int[] order(boolean[] reduced) {
    int[] order = new int[reduced.length];
    int next = 0;
    for (int dim = 0; dim < order.length; dim++) if (!reduced[dim]) order[next++] = dim;
    for (int dim = 0; dim < order.length; dim++) if (reduced[dim]) order[next++] = dim;
    return order;
  }

  private static Shape shape(Shape shape, boolean[] reduced, boolean keepdim) {
    int[] sizes = new int[shape.rank()];
    int rank = 0;
    for (int dim = 0; dim < sizes.length; dim++) {
      if (!reduced[dim]) sizes[rank++] = shape.size(dim);
      else if (keepdim) sizes[rank++] = 1;
    }
    return Shape.of(Arrays.copyOf(sizes, rank));
  }
}
