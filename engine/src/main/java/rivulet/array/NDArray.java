package rivulet.array;

import java.lang.ref.Reference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A strided window on a storage. Immutable but for the elements; views share the storage.
///
/// Dimensions and indices given here are normalised and valid: the tensor layer words the errors.
public final class NDArray {
  private final Storage storage;
  private final DType dtype;
  private final Shape shape;
  private final int[] strides;
  private final int offset;
  private final boolean contiguous;

  private NDArray(Storage storage, DType dtype, Shape shape, int[] strides, int offset) {
    this.storage = storage;
    this.dtype = dtype;
    this.shape = shape;
    this.strides = strides;
    this.offset = offset;
    this.contiguous = Layout.isContiguous(shape, strides);
  }

  /// All of a storage, row by row.
  private NDArray(Storage storage, DType dtype, Shape shape) {
    this.storage = storage;
    this.dtype = dtype;
    this.shape = shape;
    this.strides = shape.strides();
    this.offset = 0;
    this.contiguous = true;
  }

  // ---- creation: fresh, contiguous, pooled

  /// Elements of any value.
  public static NDArray empty(Shape shape, DType dtype) {
    return new NDArray(Storage.allocate(dtype, shape), dtype, shape);
  }

  /// Takes a Java array of the dtype's kind and of the shape's length over.
  static NDArray wrap(Object elements, Shape shape, DType dtype) {
    return new NDArray(Storage.of(elements), dtype, shape);
  }

  /// Elements that will be computed when they are asked for.
  static NDArray due(Storage storage, DType dtype, Shape shape) {
    return new NDArray(storage, dtype, shape);
  }

  /// Zeros.
  public static NDArray zeros(Shape shape, DType dtype) {
    return new NDArray(Storage.zeros(dtype, shape), dtype, shape);
  }

  /// One value throughout.
  public static NDArray full(Shape shape, DType dtype, Scalar value) {
    NDArray array = empty(shape, dtype);
    array.fill(value);
    return array;
  }

  /// One element, without dimensions.
  public static NDArray scalar(DType dtype, double value) {
    return wrap(Elements.of(dtype).single(Scalar.of(value)), Shape.SCALAR, dtype);
  }

  /// A contiguous float32 array of this shape with what `writer` writes: the Java array that it
  /// gets holds any values before, and may be longer.
  public static NDArray floats(Shape shape, Consumer<float[]> writer) {
    return Creation.floats(shape, writer);
  }

  /// The same in float64.
  public static NDArray doubles(Shape shape, Consumer<double[]> writer) {
    return Creation.doubles(shape, writer);
  }

  /// A copy of `values` as a contiguous float32 array of this shape.
  public static NDArray of(float[] values, Shape shape) {
    return Creation.of(values, shape, DType.FLOAT32);
  }

  /// A copy of `values` as a contiguous float64 array of this shape.
  public static NDArray of(double[] values, Shape shape) {
    return Creation.of(values, shape, DType.FLOAT64);
  }

  /// A copy of `values` as a contiguous int64 array of this shape.
  public static NDArray of(long[] values, Shape shape) {
    return Creation.of(values, shape, DType.INT64);
  }

  /// A copy of `values` as a contiguous int32 array of this shape.
  public static NDArray of(int[] values, Shape shape) {
    return Creation.of(values, shape, DType.INT32);
  }

  /// A copy of `values` as a contiguous bool array of this shape.
  public static NDArray of(boolean[] values, Shape shape) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) bytes[i] = (byte) (values[i] ? 1 : 0);
    return Creation.of(bytes, shape, DType.BOOL);
  }

  /// `start`, `start + step`, … below `end` (above it where `step` is negative). As `torch.arange`.
  public static NDArray arange(Scalar start, Scalar end, Scalar step, DType dtype) {
    return Creation.arange(start, end, step, dtype);
  }

  /// `steps` values from `start` to `end`, both included. As `torch.linspace`.
  public static NDArray linspace(double start, double end, int steps, DType dtype) {
    return Creation.linspace(start, end, steps, dtype);
  }

  /// Ones on the diagonal, zeros elsewhere.
  public static NDArray eye(int rows, int columns, DType dtype) {
    NDArray eye = zeros(Shape.of(rows, columns), dtype);
    int diagonal = Math.min(rows, columns);
    eye.asStrided(Shape.of(diagonal), new int[] {columns + 1}, 0).fill(Scalar.of(1L));
    return eye;
  }

  // ---- what it is

  /// The type of the elements.
  public DType dtype() {
    return dtype;
  }

  /// The sizes of the dimensions.
  public Shape shape() {
    return shape;
  }

  /// The number of dimensions.
  public int rank() {
    return shape.rank();
  }

  /// The number of elements.
  public int numel() {
    return shape.numel();
  }

  /// The step in storage, in elements, along a dimension.
  public int stride(int dim) {
    return strides[dim];
  }

  int[] strides() {
    return strides;
  }

  /// The place of the first element in storage.
  public int offset() {
    return offset;
  }

  /// The memory: its identity tells which arrays share it, its version how often it was written to.
  public Storage storage() {
    return storage;
  }

  /// Whether elements lie one behind the other in row-major order.
  public boolean isContiguous() {
    return contiguous;
  }

  /// Whether the elements have not been computed yet, as nobody has asked for them.
  public boolean isDue() {
    return storage.due() != null;
  }

  /// Computes the elements now, if they have not been.
  public void compute() {
    if (isDue()) storage.compute();
  }

  // ---- elements, by row-major position among numel()

  /// An element as a double.
  public double getDouble(int position) {
    return ElementAccess.getDouble(this, position);
  }

  /// An element as a long; truncated where it is floating-point.
  public long getLong(int position) {
    return ElementAccess.getLong(this, position);
  }

  /// Whether an element is not 0.
  public boolean getBoolean(int position) {
    return getDouble(position) != 0;
  }

  /// A row-major copy as floats.
  public float[] toFloats() {
    return ElementAccess.toFloats(this);
  }

  /// A row-major copy as doubles.
  public double[] toDoubles() {
    return ElementAccess.toDoubles(this);
  }

  /// A row-major copy as longs.
  public long[] toLongs() {
    return ElementAccess.toLongs(this);
  }

  // ---- views

  /// A window of the same storage; the offset counts from the start of the storage.
  public NDArray asStrided(Shape shape, int[] strides, int offset) {
    return new NDArray(storage, dtype, shape, strides.clone(), offset);
  }

  private NDArray view(Shape shape, int[] strides, int offset) {
    return new NDArray(storage, dtype, shape, strides, offset);
  }

  /// The same elements in another shape of as many, or null where strides do not allow that.
  public @Nullable NDArray tryView(Shape to) {
    int[] viewed = Layout.view(shape, strides, to);
    return viewed == null ? null : view(to, viewed, offset);
  }

  /// Two dimensions exchanged.
  public NDArray transpose(int dim0, int dim1) {
    int[] order = new int[rank()];
    for (int dim = 0; dim < order.length; dim++) order[dim] = dim;
    order[dim0] = dim1;
    order[dim1] = dim0;
    return permute(order);
  }

  /// Dimension `d` of the result is dimension `dims[d]` of this.
  public NDArray permute(int... dims) {
    int[] sizes = new int[dims.length];
    int[] permuted = new int[dims.length];
    for (int dim = 0; dim < dims.length; dim++) {
      sizes[dim] = shape.size(dims[dim]);
      permuted[dim] = strides[dims[dim]];
    }
    return view(Shape.of(sizes), permuted, offset);
  }

  /// Dimensions of size 1 repeated, and new ones in front.
  public NDArray expand(Shape to) {
    return shape.equals(to) ? this : view(to, Layout.expand(shape, strides, to), offset);
  }

  /// One index of a dimension, which falls away.
  public NDArray select(int dim, int index) {
    Shape rest = Shape.of(Layout.without(shape.toArray(), dim));
    return view(rest, Layout.without(strides, dim), offset + index * strides[dim]);
  }

  /// Indices `start`, `start + step`, … below `stop` of a dimension.
  public NDArray slice(int dim, int start, int stop, int step) {
    int[] sizes = shape.toArray();
    int[] stepped = strides.clone();
    sizes[dim] = Math.max(0, Math.ceilDiv(stop - start, step));
    stepped[dim] *= step;
    return view(Shape.of(sizes), stepped, offset + start * strides[dim]);
  }

  /// Without a dimension of size 1.
  public NDArray squeeze(int dim) {
    return select(dim, 0);
  }

  /// With a dimension of size 1 before `dim`.
  public NDArray unsqueeze(int dim) {
    int step = dim == rank() ? 1 : shape.size(dim) * strides[dim];
    Shape more = Shape.of(Layout.with(shape.toArray(), dim, 1));
    return view(more, Layout.with(strides, dim, step), offset);
  }

  // ---- copies and writes (writes do not bump the version: the tensor layer does)

  /// A fresh contiguous array of the same elements.
  public NDArray copy() {
    NDArray copy = empty(shape, dtype);
    Copy.into(copy, this);
    return copy;
  }

  /// A contiguous array of the same elements: itself where it already is.
  public NDArray contiguous() {
    return isContiguous() ? this : copy();
  }

  /// A copy in another dtype; itself where it already has it. Floating-point numbers are truncated
  /// to integers; what is not 0 is true.
  public NDArray to(DType target) {
    if (dtype == target) return this;
    NDArray cast = empty(shape, target);
    Copy.into(cast, this);
    return cast;
  }

  /// Broadcasts and casts `source` into this, also where the two share memory.
  public void copyFrom(NDArray source) {
    Copy.into(this, source);
  }

  /// Writes one value throughout.
  public void fill(Scalar value) {
    storage.settle();
    Elements elements = Elements.of(dtype);
    if (contiguous) {
      try {
        elements.fill(storage.elements(), offset, 1, numel(), value);
      } finally {
        Reference.reachabilityFence(this);
      }
      return;
    }
    Walk.over(
        (arrays, offsets, steps, count) ->
            elements.fill(arrays[0], offsets[0], steps[0], count, value),
        this);
  }
}
