package rivulet.array;

import rivulet.array.Elementwise.Binary;
import rivulet.array.Elementwise.Comparison;
import rivulet.array.Elementwise.Unary;

/// What each operation does to `float`.
final class FloatFunctions {
  private static final FloatLoops.Unary[] UNARY = new FloatLoops.Unary[Unary.values().length];
  private static final FloatLoops.Binary[] BINARY = new FloatLoops.Binary[Binary.values().length];

  private FloatFunctions() {}

  @SuppressWarnings("EnumOrdinal") // of a cache that lives no longer than the process
  static FloatLoops.Unary cached(Unary op) {
    FloatLoops.Unary function = UNARY[op.ordinal()];
    if (function == null) UNARY[op.ordinal()] = function = unary(op);
    return function;
  }

  @SuppressWarnings("EnumOrdinal") // of a cache that lives no longer than the process
  static FloatLoops.Binary cached(Binary op) {
    FloatLoops.Binary function = BINARY[op.ordinal()];
    if (function == null) BINARY[op.ordinal()] = function = binary(op);
    return function;
  }

  static FloatLoops.Unary unary(Unary op) {
    return switch (op) {
      case NEG -> x -> -x;
      case EXP -> FloatMath::exp;
      case LOG -> FloatMath::log;
      case SQRT -> x -> (float) Math.sqrt(x);
      case TANH -> FloatMath::tanh;
      case SIGMOID -> FloatMath::sigmoid;
      case RELU -> x -> Math.max(x, 0);
      case ABS -> x -> Math.abs(x);
      case SIGN -> x -> (x > 0 ? 1 : 0) - (x < 0 ? 1 : 0);
      case SQUARE -> x -> x * x;
      case CUBE -> x -> x * x * x;
      case RECIPROCAL -> x -> 1 / x;
      case RECIPROCAL_SQUARE -> x -> 1 / (x * x);
      case RSQRT -> x -> 1 / (float) Math.sqrt(x);
      case SIN -> x -> (float) Math.sin(x);
      case COS -> x -> (float) Math.cos(x);
      case LOG1P -> FloatMath::log1p;
      case ERF -> FloatErrorFunction::erf;
      case GELU -> FloatErrorFunction::gelu;
      case LOGICAL_NOT -> throw Loops.noLoop(op, DType.FLOAT32);
    };
  }

  static FloatLoops.Binary binary(Binary op) {
    return switch (op) {
      case ADD -> (x, y) -> x + y;
      case SUB -> (x, y) -> x - y;
      case MUL -> (x, y) -> x * y;
      case DIV -> (x, y) -> x / y;
      case DIV_FLOOR -> FloatFunctions::divFloor;
      case DIV_TRUNC -> (x, y) -> truncate(x / y);
      case REMAINDER -> FloatFunctions::remainder;
      case POW -> (x, y) -> (float) power(x, y);
      case MIN -> (x, y) -> Math.min(x, y);
      case MAX -> (x, y) -> Math.max(x, y);
      case GATE -> (x, y) -> x <= 0 ? 0 : y;
      case AND, OR, XOR -> throw Loops.noLoop(op, DType.FLOAT32);
    };
  }

  static FloatLoops.Relation relation(Comparison op) {
    return switch (op) {
      case EQ -> (x, y) -> x == y;
      case NE -> (x, y) -> x != y;
      case LT -> (x, y) -> x < y;
      case LE -> (x, y) -> x <= y;
      case GT -> (x, y) -> x > y;
      case GE -> (x, y) -> x >= y;
    };
  }

  /// By way of the remainder, as in PyTorch: `x / y` may round up to the next whole number.
  private static float divFloor(float x, float y) {
    if (y == 0) return x / y;
    float mod = x % y;
    float quotient = (x - mod) / y;
    if (mod != 0 && (y < 0) != (mod < 0)) quotient -= 1;
    if (quotient == 0) return Math.copySign(0f, x / y);
    float floor = (float) Math.floor(quotient);
    return quotient - floor > 0.5f ? floor + 1 : floor;
  }

  private static float remainder(float x, float y) {
    float mod = x % y;
    return mod != 0 && (y < 0) != (mod < 0) ? mod + y : mod;
  }

  private static float truncate(float x) {
    return (float) (x < 0 ? Math.ceil(x) : Math.floor(x));
  }

  /// As C's `pow`, which unlike Java's is 1 for a base of 1 and for (-1, ±∞).
  private static double power(double x, double y) {
    return x == 1 || (x == -1 && Double.isInfinite(y)) ? 1 : Math.pow(x, y);
  }
}
