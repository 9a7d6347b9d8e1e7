package rivulet.array;

/// Matrix products of any strides, both of the same dtype.
public final class MatMul {
  private MatMul() {}

  /// (n, k) · (k, m) → (n, m)
  public static NDArray mm(NDArray a, NDArray b) {
    throw new UnsupportedOperationException();
  }

  /// (b, n, k) · (b, k, m) → (b, n, m)
  public static NDArray bmm(NDArray a, NDArray b) {
    throw new UnsupportedOperationException();
  }

  /// (n, k) · (k) → (n)
  public static NDArray mv(NDArray a, NDArray b) {
    throw new UnsupportedOperationException();
  }

  /// (k) · (k) → ()
  public static NDArray dot(NDArray a, NDArray b) {
    throw new UnsupportedOperationException();
  }
}
