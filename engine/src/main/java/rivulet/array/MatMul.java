package rivulet.array;

import java.util.function.Supplier;

/// Matrix products of any strides, both of the same dtype.
///
/// Large products of floating-point numbers are a native library's where one is to be had.
/// Elsewhere every element is one sum in the order of `k`, each step rounded once (fused
/// multiply-add; integers wrap). Either way, bits depend on the operands and their layouts alone,
/// not on threads.
public final class MatMul {
  private MatMul() {}

  /// (n, k) · (k, m) → (n, m)
  public static NDArray mm(NDArray a, NDArray b) {
    if (narrow(a)) return mm(wide(a), wide(b)).to(a.dtype());
    Shape shape = Shape.of(a.shape().size(0), b.shape().size(1));
    return isNative(a, shape) ? natively(a, b, shape) : inJava(a, b, shape);
  }

  /// The product (n, k) · (k, m), to which `c` is added: whatever broadcasts to (n, m).
  public static NDArray addmm(NDArray c, NDArray a, NDArray b) {
    Shape shape = Shape.of(a.shape().size(0), b.shape().size(1));
    if (c.dtype() == a.dtype() && isRow(c, shape) && !narrow(a) && isNative(a, shape)) {
      NDArray out = NDArray.empty(shape, a.dtype());
      NativeProduct.run(a, b, out, c);
      return out;
    }
    NDArray product = mm(a, b);
    Elementwise.applyInPlace(Elementwise.Binary.ADD, product, c, product.dtype());
    return product;
  }

  private static boolean isRow(NDArray c, Shape shape) {
    return c.rank() == 1 && c.isContiguous() && c.numel() == shape.size(1);
  }

  /// The product (n, k) · (k, m), with whatever `work` makes of it on the way: made now, or if it
  /// is worth a thread of its own but too small for several, when somebody asks for it.
  ///
  /// @param work makes it: a fresh contiguous array
  /// @param operands all that it reads, the two matrices first; floating-point, of one dtype
  public static NDArray whenAsked(Supplier<NDArray> work, NDArray... operands) {
    NDArray a = operands[0];
    NDArray b = operands[1];
    Shape shape = Shape.of(a.shape().size(0), b.shape().size(1));
    long steps = (long) shape.numel() * a.shape().size(1);
    if (!NativeProduct.isWorthAThread(steps)) return work.get();
    return Deferral.array(shape, a.dtype(), work, operands);
  }

  /// (b, n, k) · (b, k, m) → (b, n, m)
  public static NDArray bmm(NDArray a, NDArray b) {
    if (narrow(a)) return bmm(wide(a), wide(b)).to(a.dtype());
    Shape shape = Shape.of(a.shape().size(0), a.shape().size(1), b.shape().size(2));
    if (isNative(a, shape)) return natively(a, b, shape);
    NDArray out = NDArray.zeros(shape, a.dtype());
    for (int i = 0; i < shape.size(0); i++) {
      product(a.select(0, i), b.select(0, i), out.select(0, i), true);
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

  /// Writes the product (n, k) · (k, m) to `out`, of which rows are contiguous; no dtype of 16
  /// bits.
  static void write(NDArray a, NDArray b, NDArray out) {
    if (isNative(a, out.shape())) {
      NativeProduct.run(a, b, out, false, false);
      return;
    }
    out.fill(Scalar.of(0L));
    product(a, b, out, false);
  }

  /// Adds the product (n, k) · (k, m) to `out`, of which rows are contiguous; no dtype of 16 bits.
  static void add(NDArray a, NDArray b, NDArray out) {
    if (isNative(a, out.shape())) NativeProduct.run(a, b, out, true, false);
    else product(a, b, out, false);
  }

  static NDArray inJava(NDArray a, NDArray b, Shape shape) {
    NDArray out = NDArray.zeros(shape, a.dtype());
    product(a, b, out, true);
    return out;
  }

  private static boolean isNative(NDArray a, Shape out) {
    return NativeProduct.takes(a.dtype(), (long) out.numel() * a.shape().size(a.rank() - 1));
  }

  private static NDArray natively(NDArray a, NDArray b, Shape shape) {
    NDArray out = NDArray.empty(shape, a.dtype());
    NativeProduct.run(a, b, out, false, true);
    return out;
  }

  /// Whether its dtype has no loops of its own.
  private static boolean narrow(NDArray a) {
    return a.dtype() != DType.BOOL && a.dtype() != a.dtype().compute();
  }

  private static NDArray wide(NDArray a) {
    return a.to(a.dtype().compute());
  }

  /// Adds the product to `out`, of which rows are contiguous. A single column is computed as the
  /// transposed row: rows are what the loops run along.
  private static void product(NDArray a, NDArray b, NDArray out, boolean stops) {
    if (out.shape().size(1) == 1 && out.shape().size(0) > 1) {
      product(b.transpose(0, 1), a.transpose(0, 1), out.transpose(0, 1), stops);
      return;
    }
    Product product = new Product(a, b, out, stops);
    Raw.with(arrays -> run(product, a.dtype(), arrays), a, b, out);
  }

  private static void run(Product product, DType dtype, Object[] arrays) {
    switch (dtype) {
      case FLOAT32 -> FloatProduct.run(product, arrays);
      case FLOAT64 -> DoubleProduct.run(product, arrays);
      case INT64 -> LongProduct.run(product, arrays);
      case INT32 -> IntProduct.run(product, arrays);
      default ->
          throw new IllegalArgumentException("\"addmm_impl_cpu_\" not implemented for 'Bool'");
    }
  }
}
