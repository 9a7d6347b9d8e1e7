package rivulet.array;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gather, scatter, concatenation.
public final class Indexing {
  private Indexing() {}

  /// PyTorch's advanced indexing: one int64 array a dimension or null (all of it), broadcast
  /// together; where the indexed dimensions are neighbours the result has the index's dimensions in
  /// their place, else in front.
  ///
  /// @throws IndexOutOfBoundsException `index 5 is out of bounds for dimension 0 with size 3`
  public static NDArray index(NDArray a, List<@Nullable NDArray> indices) {
    Selection selection = new Selection(a, indices);
    NDArray result = NDArray.empty(selection.shape(), a.dtype());
    selection.gather(result);
    return result;
  }

  /// Writes (or adds, in index order) `values`, broadcast to what `index` would give.
  ///
  /// @throws IndexOutOfBoundsException as `index`, before anything is written
  public static void indexPut(
      NDArray a, List<@Nullable NDArray> indices, NDArray values, boolean accumulate) {
    if (accumulate && a.dtype() != DType.BOOL && a.dtype() != a.dtype().compute()) {
      NDArray wide = a.to(a.dtype().compute());
      indexPut(wide, indices, values, true);
      a.copyFrom(wide);
      return;
    }
    Selection selection = new Selection(a, indices);
    if (!fits(values.shape(), selection.shape())) {
      throw new IllegalArgumentException(
          "shape mismatch: value tensor of shape %s cannot be broadcast to indexing result of shape %s"
              .formatted(values.shape(), selection.shape()));
    }
    NDArray source = values.to(a.dtype());
    if (source.storage() == a.storage()) source = source.copy();
    selection.scatter(source.expand(selection.shape()), accumulate);
  }

  private static boolean fits(Shape values, Shape selected) {
    int extra = selected.rank() - values.rank();
    if (extra < 0) return false;
    for (int dim = 0; dim < values.rank(); dim++) {
      if (values.size(dim) != 1 && values.size(dim) != selected.size(dim + extra)) return false;
    }
    return true;
  }

  /// Positions of true elements: (count, rank) int64, in row-major order.
  public static NDArray nonzero(NDArray a) {
    NDArray mask = a.to(DType.BOOL).contiguous();
    int rank = a.rank();
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < mask.numel(); i++) if (mask.getBoolean(i)) found.add(i);
    long[] positions = new long[found.size() * rank];
    for (int row = 0; row < found.size(); row++) {
      int rest = found.get(row);
      for (int dim = rank - 1; dim >= 0; dim--) {
        positions[row * rank + dim] = rest % a.shape().size(dim);
        rest /= a.shape().size(dim);
      }
    }
    return NDArray.of(positions, Shape.of(found.size(), rank));
  }

  /// The arrays one behind the other along `dim`; their other sizes are equal.
  public static NDArray cat(List<NDArray> arrays, int dim, DType result) {
    int[] sizes = arrays.get(0).shape().toArray();
    sizes[dim] = 0;
    for (NDArray array : arrays) sizes[dim] += array.shape().size(dim);
    NDArray out = NDArray.empty(Shape.of(sizes), result);
    int start = 0;
    for (NDArray array : arrays) {
      int stop = start + array.shape().size(dim);
      out.slice(dim, start, stop, 1).copyFrom(array);
      start = stop;
    }
    return out;
  }
}
