package rivulet.array;

import rivulet.array.Elementwise.Binary;
import rivulet.array.Elementwise.Comparison;
import rivulet.array.Elementwise.Unary;

/// What each operation does to `double`.
final class DoubleFunctions {
  private static final DoubleLoops.Unary[] UNARY = new DoubleLoops.Unary[Unary.values().length];
  private static final DoubleLoops.Binary[] BINARY = new DoubleLoops.Binary[Binary.values().length];

  private DoubleFunctions() {}

  @SuppressWarnings("EnumOrdinal") // of a cache that lives no longer than the process
  static DoubleLoops.Unary cached(Unary op) {
    DoubleLoops.Unary function = UNARY[op.ordinal()];
    if (function == null) UNARY[op.ordinal()] = function = unary(op);
    return function;
  }

  @SuppressWarnings("EnumOrdinal") // of a cache that lives no longer than the process
  static DoubleLoops.Binary cached(Binary op) {
    DoubleLoops.Binary function = BINARY[op.ordinal()];
    if (function == null) BINARY[op.ordinal()] = function = binary(op);
    return function;
  }

  static DoubleLoops.Unary unary(Unary op) {
    return switch (op) {
      case NEG -> x -> -x;
      case EXP -> DoubleMath::exp;
      case LOG -> DoubleMath::log;
      case SQRT -> x -> Math.sqrt(x);
      case TANH -> DoubleMath::tanh;
      case SIGMOID -> DoubleMath::sigmoid;
      case RELU -> x -> Math.max(x, 0);
      case ABS -> x -> Math.abs(x);
      case SIGN -> x -> (x > 0 ? 1 : 0) - (x < 0 ? 1 : 0);
      case SQUARE -> x -> x * x;
      case CUBE -> x -> x * x * x;
      case RECIPROCAL -> x -> 1 / x;
      case RECIPROCAL_SQUARE -> x -> 1 / (x * x);
      case RSQRT -> x -> 1 / Math.sqrt(x);
      case SIN -> x -> Math.sin(x);
      case COS -> x -> Math.cos(x);
      case LOG1P -> DoubleMath::log1p;
      case ERF -> x -> ErrorFunction.erf(x);
      case GELU -> x -> (x * ErrorFunction.normal(x));
      case LOGICAL_NOT -> throw Loops.noLoop(op, DType.FLOAT64);
    };
  }

  static DoubleLoops.Binary binary(Binary op) {
    return switch (op) {
      case ADD -> (x, y) -> x + y;
      case SUB -> (x, y) -> x - y;
      case MUL -> (x, y) -> x * y;
      case DIV -> (x, y) -> x / y;
      case DIV_FLOOR -> DoubleFunctions::divFloor;
      case DIV_TRUNC -> (x, y) -> truncate(x / y);
      case REMAINDER -> DoubleFunctions::remainder;
      case POW -> (x, y) -> power(x, y);
      case MIN -> (x, y) -> Math.min(x, y);
      case MAX -> (x, y) -> Math.max(x, y);
      case GATE -> (x, y) -> x <= 0 ? 0 : y;
      case AND, OR, XOR -> throw Loops.noLoop(op, DType.FLOAT64);
    };
  }

  static DoubleLoops.Relation relation(Comparison op) {
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
  private static double divFloor(double x, double y) {
    if (y == 0) return x / y;
    double mod = x % y;
    double quotient = (x - mod) / y;
    if (mod != 0 && (y < 0) != (mod < 0)) quotient -= 1;
    if (quotient == 0) return Math.copySign(0, x / y);
    double floor = Math.floor(quotient);
    return quotient - floor > 0.5 ? floor + 1 : floor;
  }

  private static double remainder(double x, double y) {
    double mod = x % y;
    return mod != 0 && (y < 0) != (mod < 0) ? mod + y : mod;
  }

  private static double truncate(double x) {
    return (x < 0 ? Math.ceil(x) : Math.floor(x));
  }

  /// As C's `pow`, which unlike Java's is 1 for a base of 1 and for (-1, ±∞).
  private static double power(double x, double y) {
    return x == 1 || (x == -1 && Double.isInfinite(y)) ? 1 : Math.pow(x, y);
  }
}
