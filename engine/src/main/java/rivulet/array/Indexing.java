package rivulet.array;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gather, scatter, concatenation.
public final class Indexing {
  private Indexing() {}

  /// PyTorch's advanced indexing: one int64 array a dimension or null (all of it), broadcast
  /// together; adjacency rule for the place of the result's dimensions
  ///
  /// @throws IndexOutOfBoundsException `index 5 is out of bounds for dimension 0 with size 3`
  public static NDArray index(NDArray a, List<@Nullable NDArray> indices) {
    throw new UnsupportedOperationException();
  }

  /// writes (or adds, in index order) `values`, broadcast to what `index` would give
  public static void indexPut(
      NDArray a, List<@Nullable NDArray> indices, NDArray values, boolean accumulate) {
    throw new UnsupportedOperationException();
  }

  /// positions of true elements: (count, rank) int64
  public static NDArray nonzero(NDArray a) {
    throw new UnsupportedOperationException();
  }

  public static NDArray cat(List<NDArray> arrays, int dim, DType result) {
    throw new UnsupportedOperationException();
  }
}
