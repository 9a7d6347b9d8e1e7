package rivulet.array;

/// Matrix products of any strides, both of the same dtype.
public final class MatMul {
  private MatMul() {}

  /// (n, k) · (k, m) → (n, m)
  public static NDArray mm(NDArray a, NDArray b) {
    if (narrow(a)) return mm(wide(a), wide(b)).to(a.dtype());
    NDArray out = NDArray.zeros(Shape.of(a.shape().size(0), b.shape().size(1)), a.dtype());
    product(a.contiguous(), b.contiguous(), out);
    return out;
  }

  /// (b, n, k) · (b, k, m) → (b, n, m)
  public static NDArray bmm(NDArray a, NDArray b) {
    if (narrow(a)) return bmm(wide(a), wide(b)).to(a.dtype());
    Shape shape = Shape.of(a.shape().size(0), a.shape().size(1), b.shape().size(2));
    NDArray out = NDArray.zeros(shape, a.dtype());
    for (int i = 0; i < shape.size(0); i++) {
      product(a.select(0, i).contiguous(), b.select(0, i).contiguous(), out.select(0, i));
    }
    return out;
  }

  /// (n, k) · (k) → (n)
  public static NDArray mv(NDArray a, NDArray b) {
    return mm(a, b.unsqueeze(1)).squeeze(1);
  }

  /// (k) · (k) → ()
  public static NDArray dot(NDArray a, NDArray b) {
    return mm(a.unsqueeze(0), b.unsqueeze(1)).squeeze(0).squeeze(0);
  }

  /// Whether its dtype has no loops of its own.
  private static boolean narrow(NDArray a) {
    return a.dtype() != DType.BOOL && a.dtype() != a.dtype().compute();
  }

  private static NDArray wide(NDArray a) {
    return a.to(a.dtype().compute());
  }

  private static void product(NDArray a, NDArray b, NDArray out) {
    int n = a.shape().size(0);
    int k = a.shape().size(1);
    int m = b.shape().size(1);
    Raw.with(arrays -> product(a, b, out, arrays, n, k, m), a, b, out);
  }

  private static void product(
      NDArray a, NDArray b, NDArray out, Object[] arrays, int n, int k, int m) {
    Object x = arrays[0];
    Object y = arrays[1];
    Object z = arrays[2];
    switch (a.dtype()) {
      case FLOAT32 ->
          floats(
              (float[]) x, a.offset(), (float[]) y, b.offset(), (float[]) z, out.offset(), n, k, m);
      case FLOAT64 ->
          doubles(
              (double[]) x,
              a.offset(),
              (double[]) y,
              b.offset(),
              (double[]) z,
              out.offset(),
              n,
              k,
              m);
      case INT64 ->
          longs((long[]) x, a.offset(), (long[]) y, b.offset(), (long[]) z, out.offset(), n, k, m);
      case INT32 ->
          ints((int[]) x, a.offset(), (int[]) y, b.offset(), (int[]) z, out.offset(), n, k, m);
      default ->
          throw new IllegalArgumentException("\"addmm_impl_cpu_\" not implemented for 'Bool'");
    }
  }

  private static void floats(
      float[] a, int ao, float[] b, int bo, float[] c, int co, int n, int k, int m) {
    for (int i = 0; i < n; i++) {
      for (int p = 0; p < k; p++) {
        float x = a[ao + i * k + p];
        for (int j = 0; j < m; j++) c[co + i * m + j] += x * b[bo + p * m + j];
      }
    }
  }

  private static void doubles(
      double[] a, int ao, double[] b, int bo, double[] c, int co, int n, int k, int m) {
    for (int i = 0; i < n; i++) {
      for (int p = 0; p < k; p++) {
        double x = a[ao + i * k + p];
        for (int j = 0; j < m; j++) c[co + i * m + j] += x * b[bo + p * m + j];
      }
    }
  }

  private static void longs(
      long[] a, int ao, long[] b, int bo, long[] c, int co, int n, int k, int m) {
    for (int i = 0; i < n; i++) {
      for (int p = 0; p < k; p++) {
        long x = a[ao + i * k + p];
        for (int j = 0; j < m; j++) c[co + i * m + j] += x * b[bo + p * m + j];
      }
    }
  }

  private static void ints(int[] a, int ao, int[] b, int bo, int[] c, int co, int n, int k, int m) {
    for (int i = 0; i < n; i++) {
      for (int p = 0; p < k; p++) {
        int x = a[ao + i * k + p];
        for (int j = 0; j < m; j++) c[co + i * m + j] += x * b[bo + p * m + j];
      }
    }
  }
}
