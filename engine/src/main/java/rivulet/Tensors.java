package rivulet;

import org.jspecify.annotations.Nullable;
import rivulet.array.DType;
import rivulet.array.NDArray;
import rivulet.array.Scalar;

/// Everything that starts without a tensor, to be imported static: `import static
/// rivulet.Tensors.*;`.
///
/// Java's floating-point numbers become the default dtype (float32), its integers int64, its
/// booleans bool, unless a dtype is named.
public final class Tensors extends Functions {
  /// Double precision.
  public static final DType float64 = DType.FLOAT64;

  /// Single precision: the default.
  public static final DType float32 = DType.FLOAT32;

  /// Half precision, IEEE 754.
  public static final DType float16 = DType.FLOAT16;

  /// Half precision with the range of float32.
  public static final DType bfloat16 = DType.BFLOAT16;

  /// 64-bit integers.
  public static final DType int64 = DType.INT64;

  /// 32-bit integers.
  public static final DType int32 = DType.INT32;

  /// 16-bit integers.
  public static final DType int16 = DType.INT16;

  /// 8-bit integers.
  public static final DType int8 = DType.INT8;

  /// 8-bit integers from 0 to 255.
  public static final DType uint8 = DType.UINT8;

  /// Truth values.
  public static final DType bool = DType.BOOL;

  private Tensors() {}

  // ---- from values

  /// A number. As `torch.tensor`.
  public static Tensor tensor(double value) {
    return Creation.number(Scalar.of(value), Promotion.defaultFloating());
  }

  /// An integer. As `torch.tensor`.
  public static Tensor tensor(long value) {
    return Creation.number(Scalar.of(value), DType.INT64);
  }

  /// A truth value. As `torch.tensor`.
  public static Tensor tensor(boolean value) {
    return Creation.number(Scalar.of(value), DType.BOOL);
  }

  /// A number of a dtype. As `torch.tensor`.
  public static Tensor tensor(double value, DType dtype) {
    return Creation.number(Scalar.of(value), dtype);
  }

  /// An integer of a dtype. As `torch.tensor`.
  public static Tensor tensor(long value, DType dtype) {
    return Creation.number(Scalar.of(value), dtype);
  }

  /// The numbers of a Java array, or of arrays in it to any depth, copied. As `torch.tensor`.
  ///
  /// @throws IllegalArgumentException if arrays side by side differ in length: `expected sequence
  ///   of length 2 at dim 1 (got 1)`
  public static Tensor tensor(Object array) {
    return Creation.of(array);
  }

  /// The numbers of a Java array, in a dtype. As `torch.tensor`.
  public static Tensor tensor(Object array, DType dtype) {
    return Creation.of(array, dtype);
  }

  // ---- of one value

  /// Zeros. As `torch.zeros`.
  public static Tensor zeros(int... sizes) {
    return zeros(sizes, Promotion.defaultFloating());
  }

  /// Zeros of a dtype. As `torch.zeros`.
  public static Tensor zeros(int[] sizes, DType dtype) {
    return Creation.full("zeros", sizes, Scalar.of(0L), dtype);
  }

  /// Zeros of the same shape and dtype. As `torch.zeros_like`.
  public static Tensor zerosLike(Tensor like) {
    return Creation.zeros(like.shape(), like.dtype());
  }

  /// Ones. As `torch.ones`.
  public static Tensor ones(int... sizes) {
    return ones(sizes, Promotion.defaultFloating());
  }

  /// Ones of a dtype. As `torch.ones`.
  public static Tensor ones(int[] sizes, DType dtype) {
    return Creation.full("ones", sizes, Scalar.of(1L), dtype);
  }

  /// Ones of the same shape and dtype. As `torch.ones_like`.
  public static Tensor onesLike(Tensor like) {
    return ones(like.shape().toArray(), like.dtype());
  }

  /// One number throughout. As `torch.full`.
  public static Tensor full(int[] sizes, double value) {
    return full(sizes, value, Promotion.defaultFloating());
  }

  /// One integer throughout. As `torch.full`.
  public static Tensor full(int[] sizes, long value) {
    return full(sizes, value, DType.INT64);
  }

  /// One truth value throughout. As `torch.full`.
  public static Tensor full(int[] sizes, boolean value) {
    return Creation.full("full", sizes, Scalar.of(value), DType.BOOL);
  }

  /// One number of a dtype throughout. As `torch.full`.
  public static Tensor full(int[] sizes, double value, DType dtype) {
    return Creation.full("full", sizes, Scalar.of(value), dtype);
  }

  /// One integer of a dtype throughout. As `torch.full`.
  public static Tensor full(int[] sizes, long value, DType dtype) {
    return Creation.full("full", sizes, Scalar.of(value), dtype);
  }

  /// One number throughout, in the same shape and dtype. As `torch.full_like`.
  public static Tensor fullLike(Tensor like, double value) {
    return full(like.shape().toArray(), value, like.dtype());
  }

  /// Memory for a tensor: elements of any value. As `torch.empty`.
  public static Tensor empty(int... sizes) {
    return empty(sizes, Promotion.defaultFloating());
  }

  /// Memory for a tensor of a dtype: elements of any value. As `torch.empty`.
  public static Tensor empty(int[] sizes, DType dtype) {
    return new Tensor(NDArray.empty(Creation.shape(sizes), dtype));
  }

  /// The identity matrix. As `torch.eye`.
  public static Tensor eye(int n) {
    return eye(n, n);
  }

  /// Ones on the diagonal of an `n × m` matrix. As `torch.eye`.
  public static Tensor eye(int n, int m) {
    return eye(n, m, Promotion.defaultFloating());
  }

  /// Ones on the diagonal of an `n × m` matrix of a dtype. As `torch.eye`.
  public static Tensor eye(int n, int m, DType dtype) {
    return Creation.eye(n, m, dtype);
  }

  // ---- ranges

  /// 0, 1, … below `end`. As `torch.arange`.
  public static Tensor arange(long end) {
    return arange(0, end);
  }

  /// 0, 1, … below `end`. As `torch.arange`.
  public static Tensor arange(double end) {
    return arange(0, end, 1);
  }

  /// `start`, `start + 1`, … below `end`. As `torch.arange`.
  public static Tensor arange(long start, long end) {
    return arange(start, end, 1);
  }

  /// `start`, `start + step`, … below `end`. As `torch.arange`.
  public static Tensor arange(long start, long end, long step) {
    return arange(start, end, step, DType.INT64);
  }

  /// `start`, `start + step`, … below `end`. As `torch.arange`.
  public static Tensor arange(double start, double end, double step) {
    return arange(start, end, step, Promotion.defaultFloating());
  }

  /// `start`, `start + step`, … below `end`, in a dtype. As `torch.arange`.
  public static Tensor arange(long start, long end, long step, DType dtype) {
    return Creation.arange(Scalar.of(start), Scalar.of(end), Scalar.of(step), dtype);
  }

  /// `start`, `start + step`, … below `end`, in a dtype. As `torch.arange`.
  public static Tensor arange(double start, double end, double step, DType dtype) {
    return Creation.arange(Scalar.of(start), Scalar.of(end), Scalar.of(step), dtype);
  }

  /// `steps` numbers from `start` to `end`, both included. As `torch.linspace`.
  public static Tensor linspace(double start, double end, int steps) {
    return linspace(start, end, steps, Promotion.defaultFloating());
  }

  /// `steps` numbers of a dtype from `start` to `end`, both included. As `torch.linspace`.
  public static Tensor linspace(double start, double end, int steps, DType dtype) {
    return Creation.linspace(start, end, steps, dtype);
  }

  // ---- random

  /// Uniform from 0 up to 1. As `torch.rand`.
  public static Tensor rand(int... sizes) {
    return rand(sizes, Promotion.defaultFloating());
  }

  /// Uniform from 0 up to 1, in a dtype. As `torch.rand`.
  public static Tensor rand(int[] sizes, DType dtype) {
    return empty(sizes, dtype).uniform_();
  }

  /// Normal with mean 0 and standard deviation 1. As `torch.randn`.
  public static Tensor randn(int... sizes) {
    return randn(sizes, Promotion.defaultFloating());
  }

  /// Normal with mean 0 and standard deviation 1, in a dtype. As `torch.randn`.
  public static Tensor randn(int[] sizes, DType dtype) {
    return empty(sizes, dtype).normal_();
  }

  /// Integers from `low` up to `high`. As `torch.randint`.
  ///
  /// @throws IllegalArgumentException if there are none
  public static Tensor randint(long low, long high, int... sizes) {
    return randint(low, high, sizes, DType.INT64);
  }

  /// Integers from `low` up to `high`, in a dtype. As `torch.randint`.
  public static Tensor randint(long low, long high, int[] sizes, DType dtype) {
    return Creation.integers(low, high, sizes, dtype);
  }

  /// 0 to `n` - 1 in random order. As `torch.randperm`.
  public static Tensor randperm(int n) {
    Creation.shape(n);
    return new Tensor(Sampling.permutation(Sampling.DEFAULT, n));
  }

  /// The same in a dtype. As `torch.randperm`.
  public static Tensor randperm(int n, DType dtype) {
    return randperm(n).to(dtype);
  }

  // ---- parts of an index

  /// `start:stop`; null stands for the first and for the end.
  public static Slice slice(@Nullable Integer start, @Nullable Integer stop) {
    return new Slice.Range(start, stop, 1);
  }

  /// `start:stop:step`; null stands for the first and for the end.
  public static Slice slice(@Nullable Integer start, @Nullable Integer stop, int step) {
    return new Slice.Range(start, stop, step);
  }

  /// `:`, a whole dimension.
  public static Slice all() {
    return new Slice.Range(null, null, 1);
  }

  /// `...`, as many whole dimensions as it takes.
  public static Slice ellipsis() {
    return Slice.Special.ELLIPSIS;
  }

  /// `None`, a new dimension of size 1.
  public static Slice newAxis() {
    return Slice.Special.NEW_AXIS;
  }
}
