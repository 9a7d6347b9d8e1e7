package rivulet.array;

/// A strided window on a storage. Immutable but for the elements; views share the storage.
public final class NDArray {
  // ---- creation: fresh, contiguous, pooled
  public static NDArray empty(Shape shape, DType dtype) {
    throw new UnsupportedOperationException();
  }

  public static NDArray zeros(Shape shape, DType dtype) {
    throw new UnsupportedOperationException();
  }

  public static NDArray full(Shape shape, DType dtype, Scalar value) {
    throw new UnsupportedOperationException();
  }

  /// rank 0
  public static NDArray scalar(DType dtype, double value) {
    throw new UnsupportedOperationException();
  }

  /// copies `values`, which become a contiguous array of this shape
  public static NDArray of(float[] values, Shape shape) {
    throw new UnsupportedOperationException();
  }

  public static NDArray of(double[] values, Shape shape) {
    throw new UnsupportedOperationException();
  }

  public static NDArray of(long[] values, Shape shape) {
    throw new UnsupportedOperationException();
  }

  public static NDArray of(int[] values, Shape shape) {
    throw new UnsupportedOperationException();
  }

  public static NDArray of(boolean[] values, Shape shape) {
    throw new UnsupportedOperationException();
  }

  public static NDArray arange(Scalar start, Scalar end, Scalar step, DType dtype) {
    throw new UnsupportedOperationException();
  }

  public static NDArray linspace(double start, double end, int steps, DType dtype) {
    throw new UnsupportedOperationException();
  }

  public static NDArray eye(int rows, int columns, DType dtype) {
    throw new UnsupportedOperationException();
  }

  // ---- what it is
  public DType dtype() {
    throw new UnsupportedOperationException();
  }

  public Shape shape() {
    throw new UnsupportedOperationException();
  }

  public int rank() {
    return shape().rank();
  }

  public int numel() {
    return shape().numel();
  }

  public int stride(int dim) {
    throw new UnsupportedOperationException();
  }

  public int offset() {
    throw new UnsupportedOperationException();
  }

  /// identity tells which arrays share memory; carries the version counter: `int version()`, `void
  /// bumpVersion()`
  public Storage storage() {
    throw new UnsupportedOperationException();
  }

  public boolean isContiguous() {
    throw new UnsupportedOperationException();
  }

  // ---- elements, by row-major position among numel()
  public double getDouble(int position) {
    throw new UnsupportedOperationException();
  }

  public long getLong(int position) {
    throw new UnsupportedOperationException();
  }

  public boolean getBoolean(int position) {
    throw new UnsupportedOperationException();
  }

  public float[] toFloats() {
    throw new UnsupportedOperationException();
  }

  public double[] toDoubles() {
    throw new UnsupportedOperationException();
  }

  public long[] toLongs() {
    throw new UnsupportedOperationException();
  }

  // ---- views (dims already normalised to 0..rank-1 and valid; the tensor layer words the errors)
  public NDArray asStrided(Shape shape, int[] strides, int offset) {
    throw new UnsupportedOperationException();
  }

  /// null where strides do not allow a view of that shape
  public @org.jspecify.annotations.Nullable NDArray tryView(Shape shape) {
    throw new UnsupportedOperationException();
  }

  public NDArray transpose(int dim0, int dim1) {
    throw new UnsupportedOperationException();
  }

  public NDArray permute(int... dims) {
    throw new UnsupportedOperationException();
  }

  public NDArray expand(Shape shape) {
    throw new UnsupportedOperationException();
  }

  public NDArray select(int dim, int index) {
    throw new UnsupportedOperationException();
  }

  public NDArray slice(int dim, int start, int stop, int step) {
    throw new UnsupportedOperationException();
  }

  public NDArray squeeze(int dim) {
    throw new UnsupportedOperationException();
  }

  public NDArray unsqueeze(int dim) {
    throw new UnsupportedOperationException();
  }

  // ---- copies and writes (writes do not bump the version: the tensor layer does)
  public NDArray copy() {
    throw new UnsupportedOperationException();
  }

  /// itself where it already is
  public NDArray contiguous() {
    throw new UnsupportedOperationException();
  }

  /// a copy in another dtype; itself where it already has it
  public NDArray to(DType dtype) {
    throw new UnsupportedOperationException();
  }

  /// broadcasts and casts `source` into this
  public void copyFrom(NDArray source) {
    throw new UnsupportedOperationException();
  }

  public void fill(Scalar value) {
    throw new UnsupportedOperationException();
  }
}
