package rivulet.array;

/// A Java number in an op: PyTorch's scalar, which never widens a tensor of its own category.
///
/// @param dtype `BOOL`, `INT64` or `FLOAT64`: the kind of number it was written as
/// @param asDouble its value as a double
/// @param asLong its value as a long (truncated where it was a double)
public record Scalar(DType dtype, double asDouble, long asLong) {
  /// A floating-point number.
  public static Scalar of(double value) {
    return new Scalar(DType.FLOAT64, value, (long) value);
  }

  /// An integer.
  public static Scalar of(long value) {
    return new Scalar(DType.INT64, value, value);
  }

  /// A truth value.
  public static Scalar of(boolean value) {
    return new Scalar(DType.BOOL, value ? 1 : 0, value ? 1 : 0);
  }
}
