package rivulet.array;

import rivulet.array.Elementwise.Binary;
import rivulet.array.Elementwise.Comparison;
import rivulet.array.Elementwise.Unary;

/// What each operation does to `long`: modulo its range, as in PyTorch.
final class LongFunctions {
  private static final LongLoops.Unary[] UNARY = new LongLoops.Unary[Unary.values().length];
  private static final LongLoops.Binary[] BINARY = new LongLoops.Binary[Binary.values().length];

  private LongFunctions() {}

  @SuppressWarnings("EnumOrdinal") // of a cache that lives no longer than the process
  static LongLoops.Unary cached(Unary op) {
    LongLoops.Unary function = UNARY[op.ordinal()];
    if (function == null) UNARY[op.ordinal()] = function = unary(op);
    return function;
  }

  @SuppressWarnings("EnumOrdinal") // of a cache that lives no longer than the process
  static LongLoops.Binary cached(Binary op) {
    LongLoops.Binary function = BINARY[op.ordinal()];
    if (function == null) BINARY[op.ordinal()] = function = binary(op);
    return function;
  }

  static LongLoops.Unary unary(Unary op) {
    return switch (op) {
      case NEG -> x -> -x;
      case RELU -> x -> Math.max(x, 0);
      case ABS -> x -> Math.abs(x);
      case SIGN -> Long::signum;
      case SQUARE -> x -> x * x;
      case CUBE -> x -> x * x * x;
      case EXP,
          LOG,
          SQRT,
          TANH,
          SIGMOID,
          RECIPROCAL,
          RECIPROCAL_SQUARE,
          RSQRT,
          SIN,
          COS,
          LOG1P,
          ERF,
          GELU,
          LOGICAL_NOT ->
          throw Loops.noLoop(op, DType.INT64);
    };
  }

  static LongLoops.Binary binary(Binary op) {
    return switch (op) {
      case ADD -> (x, y) -> x + y;
      case SUB -> (x, y) -> x - y;
      case MUL -> (x, y) -> x * y;
      case DIV_FLOOR -> (x, y) -> Math.floorDiv(x, divisor(y));
      case DIV_TRUNC -> (x, y) -> x / divisor(y);
      case REMAINDER -> (x, y) -> Math.floorMod(x, divisor(y));
      case POW -> LongFunctions::power;
      case MIN -> (x, y) -> Math.min(x, y);
      case MAX -> (x, y) -> Math.max(x, y);
      case AND -> (x, y) -> x & y;
      case OR -> (x, y) -> x | y;
      case XOR -> (x, y) -> x ^ y;
      case DIV, GATE -> throw Loops.noLoop(op, DType.INT64);
    };
  }

  static LongLoops.Relation relation(Comparison op) {
    return switch (op) {
      case EQ -> (x, y) -> x == y;
      case NE -> (x, y) -> x != y;
      case LT -> (x, y) -> x < y;
      case LE -> (x, y) -> x <= y;
      case GT -> (x, y) -> x > y;
      case GE -> (x, y) -> x >= y;
    };
  }

  private static long divisor(long y) {
    if (y == 0) throw new ArithmeticException("ZeroDivisionError");
    return y;
  }

  /// By repeated squaring; a negative exponent leaves something of 1 and -1 only.
  private static long power(long x, long y) {
    if (y < 0) return x == 1 ? 1 : x == -1 ? ((y & 1) == 0 ? 1 : -1) : 0;
    long result = 1;
    long square = x;
    for (long rest = y; rest != 0; rest >>= 1) {
      if ((rest & 1) != 0) result *= square;
      square *= square;
    }
    return result;
  }
}
