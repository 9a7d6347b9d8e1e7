package rivulet.array;

import org.jspecify.annotations.Nullable;

/// Arithmetic on strides.
final class Layout {
  private Layout() {}

  /// Row-major strides; a dimension of size 0 counts as 1, as in PyTorch.
  static int[] contiguous(int[] sizes) {
    int[] strides = new int[sizes.length];
    int next = 1;
    for (int dim = strides.length - 1; dim >= 0; dim--) {
      strides[dim] = next;
      next *= Math.max(sizes[dim], 1);
    }
    return strides;
  }

  /// Whether elements lie one behind the other in row-major order.
  static boolean isContiguous(Shape shape, int[] strides) {
    if (shape.numel() == 0) return true;
    int next = 1;
    for (int dim = strides.length - 1; dim >= 0; dim--) {
      if (shape.size(dim) != 1 && strides[dim] != next) return false;
      next *= shape.size(dim);
    }
    return true;
  }

  /// The strides that show the same elements in another shape, or null where none do: each run of
  /// old dimensions that lie one behind the other must be a run of new ones (`at::computeStride`).
  static int @Nullable [] view(Shape from, int[] strides, Shape to) {
    if (from.numel() == 0) return from.equals(to) ? strides : to.strides();
    int[] result = new int[to.rank()];
    int dim = to.rank() - 1;
    int base = strides.length == 0 ? 1 : strides[strides.length - 1];
    int run = 1;
    int covered = 1;
    for (int old = from.rank() - 1; old >= 0; old--) {
      run *= from.size(old);
      if (old > 0 && continues(from, strides, old - 1, run, base)) continue;
      while (dim >= 0 && (covered < run || to.size(dim) == 1)) {
        result[dim] = covered * base;
        covered *= to.size(dim--);
      }
      if (covered != run) return null;
      if (old > 0) base = strides[old - 1];
      run = 1;
      covered = 1;
    }
    while (dim >= 0) result[dim--] = base;
    return result;
  }

  private static boolean continues(Shape from, int[] strides, int dim, int run, int base) {
    return from.size(dim) == 1 || strides[dim] == run * base;
  }

  /// Strides that repeat dimensions of size 1 (stride 0) and put new ones in front.
  static int[] expand(Shape from, int[] strides, Shape to) {
    int[] result = new int[to.rank()];
    int added = to.rank() - from.rank();
    for (int dim = added; dim < result.length; dim++) {
      boolean repeated = from.size(dim - added) == 1 && to.size(dim) != 1;
      result[dim] = repeated ? 0 : strides[dim - added];
    }
    return result;
  }

  /// The array without one of its elements.
  static int[] without(int[] values, int position) {
    int[] result = new int[values.length - 1];
    System.arraycopy(values, 0, result, 0, position);
    System.arraycopy(values, position + 1, result, position, result.length - position);
    return result;
  }

  /// The array with one more element.
  static int[] with(int[] values, int position, int value) {
    int[] result = new int[values.length + 1];
    System.arraycopy(values, 0, result, 0, position);
    result[position] = value;
    System.arraycopy(values, position, result, position + 1, values.length - position);
    return result;
  }
}
