package rivulet.array;

/// Reductions over dimensions. Blocks depend on the shape alone, so bits never depend on the number
/// of threads.
public final class Reduction {
  private Reduction() {}

  /// `dims` normalised, distinct, ascending; all of them for a full reduction; kept as size 1 with
  /// `keepdim`
  public static NDArray sum(NDArray a, int[] dims, boolean keepdim, DType result) {
    throw new UnsupportedOperationException();
  }

  /// NaN wins, as in PyTorch (`amin`, `amax`)
  public static NDArray min(NDArray a, int[] dims, boolean keepdim) {
    throw new UnsupportedOperationException();
  }

  public static NDArray max(NDArray a, int[] dims, boolean keepdim) {
    throw new UnsupportedOperationException();
  }

  /// position (int64) along `dim` of the first extreme; NaN wins
  public static NDArray argmin(NDArray a, int dim, boolean keepdim) {
    throw new UnsupportedOperationException();
  }

  public static NDArray argmax(NDArray a, int dim, boolean keepdim) {
    throw new UnsupportedOperationException();
  }

  public static NDArray count(NDArray a) {
    throw new UnsupportedOperationException();
  }
}
