package rivulet.array;

/// The reduced dimensions of an array brought together at its end: one row for each result.
final class Rows {
  private Rows() {}

  /// One row's result: reads `count` elements of `from`, writes one.
  @FunctionalInterface
  interface Fold {
    void row(Object from, int offset, int count, Object to, int position);
  }

  static NDArray reduce(NDArray a, int[] dims, boolean keepdim, Fold fold) {
    return fold(a, dims, keepdim, fold, a.dtype());
  }

  static NDArray locate(NDArray a, int[] dims, boolean keepdim, Fold fold) {
    return fold(a, dims, keepdim, fold, DType.INT64);
  }

  private static NDArray fold(NDArray a, int[] dims, boolean keepdim, Fold fold, DType result) {
    boolean[] reduced = new boolean[a.rank()];
    for (int dim : dims) reduced[dim] = true;
    NDArray rows = a.permute(order(reduced)).contiguous();
    NDArray out = NDArray.empty(shape(a.shape(), reduced, keepdim), result);
    int count = length(a.shape(), dims);
    Raw.with(
        arrays -> {
          for (int row = 0; row < out.numel(); row++) {
            fold.row(arrays[0], rows.offset() + row * count, count, arrays[1], row);
          }
        },
        rows,
        out);
    return out;
  }

  private static int length(Shape shape, int[] dims) {
    int length = 1;
    for (int dim : dims) length *= shape.size(dim);
    return length;
  }

  private static int[] order(boolean[] reduced) {
    int[] order = new int[reduced.length];
    int next = 0;
    for (int dim = 0; dim < order.length; dim++) if (!reduced[dim]) order[next++] = dim;
    for (int dim = 0; dim < order.length; dim++) if (reduced[dim]) order[next++] = dim;
    return order;
  }

  static Shape shape(Shape shape, boolean[] reduced, boolean keepdim) {
    int[] sizes = new int[shape.rank()];
    int rank = 0;
    for (int dim = 0; dim < sizes.length; dim++) {
      if (!reduced[dim]) sizes[rank++] = shape.size(dim);
      else if (keepdim) sizes[rank++] = 1;
    }
    return Shape.of(java.util.Arrays.copyOf(sizes, rank));
  }
}
