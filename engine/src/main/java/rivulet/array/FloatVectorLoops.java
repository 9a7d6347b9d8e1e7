package rivulet.array;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;
import rivulet.array.Elementwise.Binary;
import rivulet.array.Elementwise.Comparison;
import rivulet.array.Elementwise.Unary;

/// Loops over rows of `float[]` in vector operations, each to be copied for every operation by
/// [Specialized]. The row is at least as long as a vector.
///
/// A loop has one place only where it calls its function: HotSpot stops inlining beyond a number of
/// nodes that two copies of most functions exceed. So what is left at a row's end is computed one
/// by one, in the plain form that gives the same bits.
final class FloatVectorLoops {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  /// As many bytes, but as eight are the fewest there are.
  static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(Long.BYTES, LANES) * Byte.SIZE));

  private FloatVectorLoops() {}

  /// A function of a vector.
  interface Function {
    FloatVector apply(FloatVector x);
  }

  /// The same function of a vector and of a number.
  record Forms(Function vector, FloatLoops.Unary plain) {}

  /// A function of two vectors.
  interface PairFunction {
    FloatVector apply(FloatVector x, FloatVector y);
  }

  /// The same function of two vectors and of two numbers.
  record PairForms(PairFunction vector, FloatLoops.Binary plain) {}

  static InnerLoop unary(Unary op) {
    return Specialized.loop(UnaryLoop.class, new Forms(function(op), FloatFunctions.unary(op)));
  }

  private static Function function(Unary op) {
    return switch (op) {
      case NEG -> FloatVector::neg;
      case ABS -> FloatVector::abs;
      case SQRT -> FloatVector::sqrt;
      case RELU -> x -> x.max(0);
      case SQUARE -> x -> x.mul(x);
      case CUBE -> x -> x.mul(x).mul(x);
      case RECIPROCAL -> x -> x.broadcast(1).div(x);
      case RECIPROCAL_SQUARE -> x -> x.broadcast(1).div(x.mul(x));
      case RSQRT -> x -> x.broadcast(1).div(x.sqrt());
      case EXP -> FloatVectorMath::exp;
      case LOG -> FloatVectorMath::log;
      case LOG1P -> FloatVectorMath::log1p;
      case TANH -> FloatVectorMath::tanh;
      case SIGMOID -> FloatVectorMath::sigmoid;
      case SIGN -> FloatVectorMath::sign;
      case ERF -> FloatErrorVector::erf;
      case GELU -> FloatErrorVector::gelu;
      default -> throw Loops.noLoop(op, DType.FLOAT32);
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
    return Specialized.loop(
        BinaryLoop.class, new PairForms(function(op), FloatFunctions.binary(op)));
  }

  private static PairFunction function(Binary op) {
    return switch (op) {
      case ADD -> FloatVector::add;
      case SUB -> FloatVector::sub;
      case MUL -> FloatVector::mul;
      case DIV -> FloatVector::div;
      case MIN -> FloatVector::min;
      case MAX -> FloatVector::max;
      case GATE -> (x, y) -> y.blend(0, x.compare(VectorOperators.LE, 0));
      default -> throw Loops.noLoop(op, DType.FLOAT32);
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

  static FloatVector load(float[] a, int at) {
    return FloatVector.fromArray(SPECIES, a, at);
  }

  /// A number as a vector's worth of elements, which a stride of 0 reads again and again.
  static float[] operand(Object array, int offset, int stride) {
    float[] a = (float[]) array;
    if (stride != 0) return a;
    float[] number = new float[LANES];
    Arrays.fill(number, a[offset]);
    return number;
  }

  /// The loop over one operand.
  static final class UnaryLoop implements InnerLoop {
    private static final Forms F = Specialized.function(MethodHandles.lookup(), Forms.class);

    @Override
    public void run(Object[] arrays, int[] offsets, int[] strides, int count) {
      float[] a = operand(arrays[1], offsets[1], strides[1]);
      int ao = strides[1] * offsets[1];
      row((float[]) arrays[0], offsets[0], a, ao, strides[1], count);
    }

    private static void row(float[] c, int co, float[] a, int ao, int as, int n) {
      int i = 0;
      for (; i <= n - LANES; i += LANES) {
        F.vector().apply(load(a, ao + as * i)).intoArray(c, co + i);
      }
      for (; i < n; i++) c[co + i] = F.plain().apply(a[ao + as * i]);
    }
  }

  /// The loop over two operands, rows or numbers.
  static final class BinaryLoop implements InnerLoop {
    private static final PairForms F =
        Specialized.function(MethodHandles.lookup(), PairForms.class);

    @Override
    public void run(Object[] arrays, int[] offsets, int[] strides, int count) {
      float[] c = (float[]) arrays[0];
      float[] a = operand(arrays[1], offsets[1], strides[1]);
      float[] b = operand(arrays[2], offsets[2], strides[2]);
      int ao = strides[1] * offsets[1];
      int bo = strides[2] * offsets[2];
      row(c, offsets[0], a, ao, strides[1], b, bo, strides[2], count);
    }

    private static void row(
        float[] c, int co, float[] a, int ao, int as, float[] b, int bo, int bs, int n) {
      int i = 0;
      for (; i <= n - LANES; i += LANES) {
        FloatVector y = load(b, bo + bs * i);
        F.vector().apply(load(a, ao + as * i), y).intoArray(c, co + i);
      }
      for (; i < n; i++) c[co + i] = F.plain().apply(a[ao + as * i], b[bo + bs * i]);
    }
  }

  /// The loop that compares two operands, rows or numbers.
  static final class RelationLoop implements InnerLoop {
    private static final VectorOperators.Comparison OP =
        Specialized.function(MethodHandles.lookup(), VectorOperators.Comparison.class);

    @Override
    public void run(Object[] arrays, int[] offsets, int[] strides, int count) {
      byte[] c = (byte[]) arrays[0];
      float[] a = operand(arrays[1], offsets[1], strides[1]);
      float[] b = operand(arrays[2], offsets[2], strides[2]);
      int ao = strides[1] * offsets[1];
      int bo = strides[2] * offsets[2];
      row(c, offsets[0], a, ao, strides[1], b, bo, strides[2], count);
    }

    private static void row(
        byte[] c, int co, float[] a, int ao, int as, float[] b, int bo, int bs, int n) {
      int border = n - LANES;
      for (int i = 0; i < border; i += LANES) {
        store(c, co + i, load(a, ao + as * i).compare(OP, load(b, bo + bs * i)));
      }
      FloatVector last = load(a, ao + as * border);
      store(c, co + border, last.compare(OP, load(b, bo + bs * border)));
    }

    private static void store(byte[] c, int at, VectorMask<Float> holds) {
      ByteVector.zero(BYTES).blend((byte) 1, holds.cast(BYTES)).intoArray(c, at);
    }
  }

  /// The loop that picks from two rows or numbers by a row of bytes.
  static final class WhereLoop implements InnerLoop {
    @Override
    public void run(Object[] arrays, int[] offsets, int[] strides, int count) {
      float[] a = operand(arrays[2], offsets[2], strides[2]);
      float[] b = operand(arrays[3], offsets[3], strides[3]);
      int ao = strides[2] * offsets[2];
      int bo = strides[3] * offsets[3];
      float[] to = (float[]) arrays[0];
      byte[] condition = truths(arrays[1], offsets[1], strides[1]);
      int at = strides[1] * offsets[1];
      int i = 0;
      for (; i <= count - LANES; i += LANES) {
        VectorMask<Float> first = mask(condition, at + strides[1] * i);
        FloatVector y = load(b, bo + strides[3] * i);
        y.blend(load(a, ao + strides[2] * i), first).intoArray(to, offsets[0] + i);
      }
      for (; i < count; i++) {
        boolean first = condition[at + strides[1] * i] != 0;
        to[offsets[0] + i] = first ? a[ao + strides[2] * i] : b[bo + strides[3] * i];
      }
    }

    private static byte[] truths(Object array, int offset, int stride) {
      byte[] condition = (byte[]) array;
      if (stride != 0) return condition;
      byte[] number = new byte[BYTES.length()];
      Arrays.fill(number, condition[offset]);
      return number;
    }

    private static VectorMask<Float> mask(byte[] condition, int at) {
      return ByteVector.fromArray(BYTES, condition, at)
          .compare(VectorOperators.NE, 0)
          .cast(SPECIES);
    }
  }
}
