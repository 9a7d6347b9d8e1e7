package rivulet;

import rivulet.array.DType;
import rivulet.array.Elementwise;
import rivulet.array.Scalar;

/// Which dtype an operation's result has, as `torch.result_type`: tensors with dimensions come
/// before those without, those before Java numbers; a later one counts only by its category.
final class Promotion {
  private static volatile DType defaultFloating = DType.FLOAT32;

  private Promotion() {}

  /// What Java's floating-point numbers become.
  static DType defaultFloating() {
    return defaultFloating;
  }

  static void setDefaultFloating(DType dtype) {
    Messages.check(
        dtype.isFloatingPoint(), "only floating-point types are supported as the default type");
    defaultFloating = dtype;
  }

  static DType result(Tensor a, Tensor b) {
    DType x = a.dtype();
    DType y = b.dtype();
    if (x == y) return x;
    boolean first = a.dim() > 0;
    if (first == b.dim() > 0) return x.promote(y);
    return first ? combine(x, y) : combine(y, x);
  }

  static DType result(Tensor a, Scalar b) {
    return combine(a.dtype(), ofNumber(b));
  }

  /// The dtype that a Java number alone has.
  static DType ofNumber(Scalar number) {
    return number.dtype() == DType.FLOAT64 ? defaultFloating : number.dtype();
  }

  /// The dtype of a real-valued function of these numbers.
  static DType floating(DType dtype) {
    return dtype.isFloatingPoint() ? dtype : defaultFloating;
  }

  /// The dtype of an arithmetic operation on operands that promote to `dtype`.
  static DType of(Elementwise.Binary op, DType dtype) {
    if (dtype == DType.BOOL) checkTruthValues(op);
    return op == Elementwise.Binary.DIV ? floating(dtype) : dtype;
  }

  private static void checkTruthValues(Elementwise.Binary op) {
    String loop =
        switch (op) {
          case DIV_FLOOR -> "div_floor_cpu";
          case DIV_TRUNC -> "div_trunc_cpu";
          case REMAINDER -> "remainder_cpu";
          case POW -> "pow";
          case ADD, SUB, MUL, DIV, MIN, MAX, AND, OR, XOR, GATE -> "";
        };
    Messages.check(loop.isEmpty(), "\"%s\" not implemented for 'Bool'", loop);
  }

  /// The dtype of a sum.
  static DType sum(DType dtype) {
    return dtype.isFloatingPoint() ? dtype : DType.INT64;
  }

  private static DType combine(DType higher, DType lower) {
    if (higher.isFloatingPoint()) return higher;
    return higher == DType.BOOL || lower.isFloatingPoint() ? higher.promote(lower) : higher;
  }

  /// PyTorch's other name of a dtype: `Float` for float32.
  static String name(DType dtype) {
    return switch (dtype) {
      case BOOL -> "Bool";
      case UINT8 -> "Byte";
      case INT8 -> "Char";
      case INT16 -> "Short";
      case INT32 -> "Int";
      case INT64 -> "Long";
      case FLOAT16 -> "Half";
      case BFLOAT16 -> "BFloat16";
      case FLOAT32 -> "Float";
      case FLOAT64 -> "Double";
    };
  }

  /// Whether an in-place result of dtype `from` may be written into a tensor of dtype `to`.
  static void checkCast(DType from, DType to) {
    Messages.check(
        from.category().compareTo(to.category()) <= 0,
        "result type %s can't be cast to the desired output type %s",
        name(from),
        name(to));
  }

  /// Truth values are not subtracted.
  static void checkSubtraction(Tensor a, Tensor b) {
    if (a.dtype() != DType.BOOL && b.dtype() != DType.BOOL) return;
    Messages.check(
        a.dtype() != b.dtype(),
        "Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or"
            + " `logical_xor()` operator instead.");
    checkSubtraction(a.dtype() == DType.BOOL ? a : b);
  }

  static void checkSubtraction(Tensor a) {
    Messages.check(
        a.dtype() != DType.BOOL,
        "Subtraction, the `-` operator, with a bool tensor is not supported. If you are trying to"
            + " invert a mask, use the `~` or `logical_not()` operator instead.");
  }
}
