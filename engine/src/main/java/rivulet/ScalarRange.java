package rivulet;

import rivulet.array.DType;
import rivulet.array.Scalar;

/// Which Java numbers may become elements of a dtype. Fractions are dropped, negative integers wrap
/// around in uint8, infinities and NaN need a floating dtype.
final class ScalarRange {
  private ScalarRange() {}

  /// @throws IllegalArgumentException if the number is beyond the dtype's range
  static void check(Scalar number, DType dtype) {
    if (contains(dtype, number)) return;
    throw new IllegalArgumentException(
        "value cannot be converted to type " + name(dtype) + " without overflow");
  }

  private static boolean contains(DType dtype, Scalar number) {
    double value = number.asDouble();
    return switch (dtype.category()) {
      case BOOL -> true;
      case FLOATING -> !(Math.abs(value) > greatest(dtype)) || Double.isInfinite(value);
      case INTEGRAL ->
          number.dtype() == DType.FLOAT64
              ? value >= least(dtype) && value <= greatest(dtype)
              : containsInteger(dtype, number.asLong());
    };
  }

  private static boolean containsInteger(DType dtype, long value) {
    if (dtype == DType.INT64) return true;
    double lower = dtype == DType.UINT8 ? -greatest(dtype) : least(dtype);
    return value >= lower && value <= greatest(dtype);
  }

  private static double least(DType dtype) {
    return dtype == DType.UINT8 ? 0 : -Math.scalb(1.0, 8 * dtype.bytes() - 1);
  }

  private static double greatest(DType dtype) {
    return switch (dtype) {
      case BOOL -> 1;
      case UINT8 -> 255;
      case INT8 -> Byte.MAX_VALUE;
      case INT16 -> Short.MAX_VALUE;
      case INT32 -> Integer.MAX_VALUE;
      case INT64 -> Long.MAX_VALUE;
      case FLOAT16 -> 65504;
      case BFLOAT16 -> 0x1.FEp127;
      case FLOAT32 -> Float.MAX_VALUE;
      case FLOAT64 -> Double.MAX_VALUE;
    };
  }

  private static String name(DType dtype) {
    return switch (dtype) {
      case UINT8, INT8, INT16, INT64 -> dtype.toString().replace("torch.", "") + "_t";
      default -> typeName(dtype);
    };
  }

  /// What C++ calls the type, in PyTorch's messages.
  static String typeName(DType dtype) {
    return switch (dtype) {
      case BOOL -> "bool";
      case UINT8 -> "unsigned char";
      case INT8 -> "signed char";
      case INT16 -> "short int";
      case INT32 -> "int";
      case INT64 -> "long int";
      case FLOAT16 -> "c10::Half";
      case BFLOAT16 -> "c10::BFloat16";
      case FLOAT32 -> "float";
      case FLOAT64 -> "double";
    };
  }
}
