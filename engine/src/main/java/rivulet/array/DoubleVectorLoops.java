package rivulet.array;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;
import rivulet.array.Elementwise.Binary;
import rivulet.array.Elementwise.Comparison;
import rivulet.array.Elementwise.Unary;

/// Loops over rows of `double[]` in vector operations, each to be copied for every operation by
/// [Specialized]. A row holds whole vectors: [TwinLoop] sees to what is left at its end.
final class DoubleVectorLoops {
  static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  /// As many bytes, but as eight are the fewest there are.
  static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(Long.BYTES, LANES) * Byte.SIZE));

  private DoubleVectorLoops() {}

  /// A function of a vector.
  interface Function {
    DoubleVector apply(DoubleVector x);
  }

  /// A function of two vectors.
  interface PairFunction {
    DoubleVector apply(DoubleVector x, DoubleVector y);
  }

  static InnerLoop unary(Unary op) {
    return Specialized.loop(UnaryLoop.class, function(op));
  }

  private static Function function(Unary op) {
    return switch (op) {
      case NEG -> DoubleVectorFunctions::neg;
      case ABS -> DoubleVectorFunctions::abs;
      case SQRT -> DoubleVectorFunctions::sqrt;
      case RELU -> DoubleVectorFunctions::relu;
      case SQUARE -> DoubleVectorFunctions::square;
      case CUBE -> DoubleVectorFunctions::cube;
      case RECIPROCAL -> DoubleVectorFunctions::reciprocal;
      case RECIPROCAL_SQUARE -> DoubleVectorFunctions::reciprocalSquare;
      case RSQRT -> DoubleVectorFunctions::rsqrt;
      case EXP -> DoubleVectorFunctions::exp;
      case LOG -> DoubleVectorFunctions::log;
      case LOG1P -> DoubleVectorFunctions::log1p;
      case TANH -> DoubleVectorFunctions::tanh;
      case SIGMOID -> DoubleVectorFunctions::sigmoid;
      case SIGN -> DoubleVectorFunctions::sign;
      default -> throw Loops.noLoop(op, DType.FLOAT64);
    };
  }

  /// The loop, or null where a vector has too few lanes to make a vector of bytes.
  static @Nullable InnerLoop comparison(Comparison op) {
    return LANES < Long.BYTES ? null : Specialized.loop(RelationLoop.class, operator(op));
  }

  /// The loop, or null where a vector has too few lanes to come from a vector of bytes.
  static @Nullable InnerLoop where() {
    return LANES < Long.BYTES ? null : new WhereLoop();
  }

  static InnerLoop binary(Binary op) {
    return Specialized.loop(BinaryLoop.class, function(op));
  }

  private static PairFunction function(Binary op) {
    return switch (op) {
      case ADD -> DoubleVectorFunctions::add;
      case SUB -> DoubleVectorFunctions::sub;
      case MUL -> DoubleVectorFunctions::mul;
      case DIV -> DoubleVectorFunctions::div;
      case MIN -> DoubleVectorFunctions::min;
      case MAX -> DoubleVectorFunctions::max;
      case GATE -> DoubleVectorFunctions::gate;
      default -> throw Loops.noLoop(op, DType.FLOAT64);
    };
  }

  private static VectorOperators.Comparison operator(Comparison op) {
    return switch (op) {
      case EQ -> VectorOperators.EQ;
      case NE -> VectorOperators.NE;
      case LT -> VectorOperators.LT;
      case LE -> VectorOperators.LE;
      case GT -> VectorOperators.GT;
      case GE -> VectorOperators.GE;
    };
  }

  static DoubleVector load(double[] a, int at) {
    return DoubleVector.fromArray(SPECIES, a, at);
  }

  /// A number as a vector's worth of elements, which a stride of 0 reads again and again.
  static double[] operand(Object array, int offset, int stride) {
    double[] a = (double[]) array;
    if (stride != 0) return a;
    double[] number = new double[LANES];
    Arrays.fill(number, a[offset]);
    return number;
  }

  /// The loop over one operand.
  static final class UnaryLoop implements InnerLoop {
    private static final Function F = Specialized.function(MethodHandles.lookup(), Function.class);

    @Override
    public void run(Object[] arrays, int[] offsets, int[] strides, int count) {
      double[] a = operand(arrays[1], offsets[1], strides[1]);
      int ao = strides[1] * offsets[1];
      row((double[]) arrays[0], offsets[0], a, ao, strides[1], count);
    }

    private static void row(double[] c, int co, double[] a, int ao, int as, int n) {
      for (int i = 0; i <= n - LANES; i += LANES) {
        F.apply(load(a, ao + as * i)).intoArray(c, co + i);
      }
    }
  }

  /// The loop over two operands, rows or numbers.
  static final class BinaryLoop implements InnerLoop {
    private static final PairFunction F =
        Specialized.function(MethodHandles.lookup(), PairFunction.class);

    @Override
    public void run(Object[] arrays, int[] offsets, int[] strides, int count) {
      double[] c = (double[]) arrays[0];
      double[] a = operand(arrays[1], offsets[1], strides[1]);
      double[] b = operand(arrays[2], offsets[2], strides[2]);
      int ao = strides[1] * offsets[1];
      int bo = strides[2] * offsets[2];
      row(c, offsets[0], a, ao, strides[1], b, bo, strides[2], count);
    }

    private static void row(
        double[] c, int co, double[] a, int ao, int as, double[] b, int bo, int bs, int n) {
      for (int i = 0; i <= n - LANES; i += LANES) {
        DoubleVector y = load(b, bo + bs * i);
        F.apply(load(a, ao + as * i), y).intoArray(c, co + i);
      }
    }
  }

  /// The loop that compares two operands, rows or numbers.
  static final class RelationLoop implements InnerLoop {
    private static final VectorOperators.Comparison OP =
        Specialized.function(MethodHandles.lookup(), VectorOperators.Comparison.class);

    @Override
    public void run(Object[] arrays, int[] offsets, int[] strides, int count) {
      byte[] c = (byte[]) arrays[0];
      double[] a = operand(arrays[1], offsets[1], strides[1]);
      double[] b = operand(arrays[2], offsets[2], strides[2]);
      int ao = strides[1] * offsets[1];
      int bo = strides[2] * offsets[2];
      row(c, offsets[0], a, ao, strides[1], b, bo, strides[2], count);
    }

    private static void row(
        byte[] c, int co, double[] a, int ao, int as, double[] b, int bo, int bs, int n) {
      for (int i = 0; i <= n - LANES; i += LANES) {
        store(c, co + i, load(a, ao + as * i).compare(OP, load(b, bo + bs * i)));
      }
    }

    private static void store(byte[] c, int at, VectorMask<Double> holds) {
      ByteVector.zero(BYTES).blend((byte) 1, holds.cast(BYTES)).intoArray(c, at);
    }
  }

  /// The loop that picks from two rows or numbers by a row of bytes.
  static final class WhereLoop implements InnerLoop {
    @Override
    public void run(Object[] arrays, int[] offsets, int[] strides, int count) {
      double[] a = operand(arrays[2], offsets[2], strides[2]);
      double[] b = operand(arrays[3], offsets[3], strides[3]);
      int ao = strides[2] * offsets[2];
      int bo = strides[3] * offsets[3];
      double[] to = (double[]) arrays[0];
      byte[] condition = truths(arrays[1], offsets[1], strides[1]);
      int at = strides[1] * offsets[1];
      for (int i = 0; i <= count - LANES; i += LANES) {
        VectorMask<Double> first = mask(condition, at + strides[1] * i);
        DoubleVector y = load(b, bo + strides[3] * i);
        y.blend(load(a, ao + strides[2] * i), first).intoArray(to, offsets[0] + i);
      }
    }

    private static byte[] truths(Object array, int offset, int stride) {
      byte[] condition = (byte[]) array;
      if (stride != 0) return condition;
      byte[] number = new byte[BYTES.length()];
      Arrays.fill(number, condition[offset]);
      return number;
    }

    private static VectorMask<Double> mask(byte[] condition, int at) {
      return ByteVector.fromArray(BYTES, condition, at)
          .compare(VectorOperators.NE, 0)
          .cast(SPECIES);
    }
  }
}
