package rivulet.array;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rivulet.array.Elementwise.Binary;
import rivulet.array.Elementwise.Comparison;
import rivulet.array.Elementwise.Unary;

/// The loop of each operation and dtype, made when it is first asked for.
@SuppressWarnings("EnumOrdinal") // of a cache that lives no longer than the process
final class Loops {
  private static final InnerLoop[][] UNARY = table(Unary.values().length);
  private static final InnerLoop[][] BINARY = table(Binary.values().length);
  private static final InnerLoop[][] COMPARISON = table(Comparison.values().length);
  private static final InnerLoop[][] FUSED_UNARY = table(Unary.values().length);
  private static final InnerLoop[][] FUSED_BINARY = table(Binary.values().length);

  /// Of floating-point numbers; of the others' loops HotSpot makes vector operations by itself, or
  /// nobody could.
  private static final Set<Unary> IN_VECTORS =
      EnumSet.of(Unary.EXP, Unary.LOG, Unary.LOG1P, Unary.TANH, Unary.SIGMOID, Unary.SIGN);

  private static final Set<Unary> FLOAT_IN_VECTORS = EnumSet.of(Unary.ERF, Unary.GELU);

  /// What HotSpot makes vector operations of only where all arrays are indexed alike, which those
  /// of a fused loop are not.
  private static final Set<Unary> FUSED_IN_VECTORS =
      EnumSet.of(
          Unary.NEG,
          Unary.ABS,
          Unary.SQRT,
          Unary.RELU,
          Unary.SQUARE,
          Unary.CUBE,
          Unary.RECIPROCAL,
          Unary.RECIPROCAL_SQUARE,
          Unary.RSQRT);

  private static final Set<Binary> FUSED_PAIRS_IN_VECTORS =
      EnumSet.of(Binary.ADD, Binary.SUB, Binary.MUL, Binary.DIV, Binary.MIN, Binary.MAX);

  /// Those of chains, the least recently used first.
  private static final Map<Chain, InnerLoop> CHAINS =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Chain, InnerLoop> eldest) {
          return size() > MOST_CHAINS;
        }
      };

  private static final int MOST_CHAINS = 256;

  private Loops() {}

  private static InnerLoop[][] table(int size) {
    return new InnerLoop[DType.values().length][size];
  }

  static InnerLoop unary(Unary op, DType dtype) {
    return cached(UNARY[dtype.ordinal()], op.ordinal(), () -> makeUnary(op, dtype));
  }

  static InnerLoop binary(Binary op, DType dtype) {
    return cached(BINARY[dtype.ordinal()], op.ordinal(), () -> makeBinary(op, dtype));
  }

  /// The loop for operands that start at different places.
  static InnerLoop fused(Unary op, DType dtype) {
    if (!FUSED_IN_VECTORS.contains(op)) return unary(op, dtype);
    InnerLoop[] row = FUSED_UNARY[dtype.ordinal()];
    return cached(row, op.ordinal(), () -> makeTwin(op, dtype, makePlain(op, dtype)));
  }

  /// The loop for operands that start at different places.
  static InnerLoop fused(Binary op, DType dtype) {
    if (!FUSED_PAIRS_IN_VECTORS.contains(op)) return binary(op, dtype);
    return cached(FUSED_BINARY[dtype.ordinal()], op.ordinal(), () -> makeTwin(op, dtype));
  }

  /// The loop of a chain.
  static InnerLoop chain(Chain chain) {
    synchronized (CHAINS) {
      return CHAINS.computeIfAbsent(chain, Loops::makeTwin);
    }
  }

  private static InnerLoop makeTwin(Chain chain) {
    DType[] dtypes = new DType[chain.places()];
    Arrays.fill(dtypes, chain.dtype());
    return new TwinLoop(new ChainLoop(chain), () -> CompiledChain.of(chain), dtypes);
  }

  static InnerLoop comparison(Comparison op, DType dtype) {
    return cached(COMPARISON[dtype.ordinal()], op.ordinal(), () -> makeComparison(op, dtype));
  }

  /// Two threads may make the same loop at once: either serves.
  private static InnerLoop cached(InnerLoop[] row, int op, Supplier<InnerLoop> make) {
    InnerLoop loop = row[op];
    if (loop == null) row[op] = loop = make.get();
    return loop;
  }

  private static InnerLoop makeUnary(Unary op, DType dtype) {
    InnerLoop plain = makePlain(op, dtype);
    return isInVectors(op, dtype) && !FUSED_IN_VECTORS.contains(op)
        ? makeTwin(op, dtype, plain)
        : plain;
  }

  private static InnerLoop makeTwin(Unary op, DType dtype, InnerLoop plain) {
    Supplier<@Nullable InnerLoop> vector =
        dtype == DType.FLOAT32
            ? () -> FloatVectorLoops.unary(op)
            : () -> DoubleVectorLoops.unary(op);
    return new TwinLoop(plain, vector, dtype, dtype);
  }

  /// Whether there is a vector form.
  static boolean isInVectors(Unary op, DType dtype) {
    if (FLOAT_IN_VECTORS.contains(op)) return dtype == DType.FLOAT32;
    return dtype.isFloatingPoint() && (IN_VECTORS.contains(op) || FUSED_IN_VECTORS.contains(op));
  }

  static InnerLoop makePlain(Unary op, DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> Specialized.loop(FloatLoops.UnaryLoop.class, FloatFunctions.unary(op));
      case FLOAT64 -> Specialized.loop(DoubleLoops.UnaryLoop.class, DoubleFunctions.unary(op));
      case INT64 -> Specialized.loop(LongLoops.UnaryLoop.class, LongFunctions.unary(op));
      case INT32 -> Specialized.loop(IntLoops.UnaryLoop.class, IntFunctions.unary(op));
      default -> throw noLoop(op, dtype);
    };
  }

  private static InnerLoop makeBinary(Binary op, DType dtype) {
    return op == Binary.GATE ? makeTwin(op, dtype) : makePlain(op, dtype);
  }

  private static InnerLoop makeTwin(Binary op, DType dtype) {
    return new TwinLoop(makePlain(op, dtype), () -> makeVector(op, dtype), dtype, dtype, dtype);
  }

  /// Whether there is a vector form.
  static boolean isInVectors(Binary op, DType dtype) {
    return dtype.isFloatingPoint() && (op == Binary.GATE || FUSED_PAIRS_IN_VECTORS.contains(op));
  }

  static InnerLoop makeVector(Binary op, DType dtype) {
    return dtype == DType.FLOAT32 ? FloatVectorLoops.binary(op) : DoubleVectorLoops.binary(op);
  }

  static InnerLoop makePlain(Binary op, DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> Specialized.loop(FloatLoops.BinaryLoop.class, FloatFunctions.binary(op));
      case FLOAT64 -> Specialized.loop(DoubleLoops.BinaryLoop.class, DoubleFunctions.binary(op));
      case INT64 -> Specialized.loop(LongLoops.BinaryLoop.class, LongFunctions.binary(op));
      case INT32 -> Specialized.loop(IntLoops.BinaryLoop.class, IntFunctions.binary(op));
      default -> throw noLoop(op, dtype);
    };
  }

  private static InnerLoop makeComparison(Comparison op, DType dtype) {
    InnerLoop plain = makePlain(op, dtype);
    if (!dtype.isFloatingPoint()) return plain;
    Supplier<@Nullable InnerLoop> vector =
        dtype == DType.FLOAT32
            ? () -> FloatVectorLoops.comparison(op)
            : () -> DoubleVectorLoops.comparison(op);
    return new TwinLoop(plain, vector, DType.BOOL, dtype, dtype);
  }

  static InnerLoop makePlain(Comparison op, DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> Specialized.loop(FloatLoops.RelationLoop.class, FloatFunctions.relation(op));
      case FLOAT64 ->
          Specialized.loop(DoubleLoops.RelationLoop.class, DoubleFunctions.relation(op));
      case INT64 -> Specialized.loop(LongLoops.RelationLoop.class, LongFunctions.relation(op));
      case INT32 -> Specialized.loop(IntLoops.RelationLoop.class, IntFunctions.relation(op));
      default -> throw noLoop(op, dtype);
    };
  }

  static IllegalArgumentException noLoop(Enum<?> op, DType dtype) {
    return new IllegalArgumentException(op + " is not defined for " + dtype);
  }
}
