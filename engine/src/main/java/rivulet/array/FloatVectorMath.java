package rivulet.array;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/// The functions of [FloatMath] with vectors, step by step, so that both give the same bits.
///
/// The operators of the Vector API will not do: what they call differs between the interpreter and
/// compiled code, and with it the last bit.
final class FloatVectorMath {
  private FloatVectorMath() {}

  static FloatVector exp(FloatVector x) {
    FloatVector y = x.blend(FloatMath.GREATEST, x.compare(GT, FloatMath.GREATEST));
    y = y.blend(FloatMath.LEAST, y.compare(LT, FloatMath.LEAST));
    FloatVector t = y.fma(FloatMath.LOG2_E, FloatMath.SHIFTER);
    FloatVector n = t.sub(FloatMath.SHIFTER);
    FloatVector r = remainder(n, y);
    FloatVector p = one(one(series(r), r), r);
    IntVector k = t.reinterpretAsInts().sub(FloatMath.SHIFTER_BITS);
    IntVector half = k.lanewise(ASHR, 1);
    return p.mul(power(half)).mul(power(k.sub(half)));
  }

  static FloatVector tanh(FloatVector x) {
    FloatVector a = x.abs();
    a = a.blend(FloatMath.SATURATED, a.compare(GT, FloatMath.SATURATED));
    FloatVector t = a.fma(2 * FloatMath.LOG2_E, FloatMath.SHIFTER);
    FloatVector n = t.sub(FloatMath.SHIFTER);
    FloatVector r = remainder(n, a.add(a));
    FloatVector p = series(r).mul(r).fma(r, r);
    FloatVector s = power(t.reinterpretAsInts().sub(FloatMath.SHIFTER_BITS));
    FloatVector m = s.fma(p, s.sub(1));
    return withSign(m.div(m.add(2)), x);
  }

  static FloatVector sigmoid(FloatVector x) {
    return x.broadcast(1).div(exp(x.neg()).add(1));
  }

  static FloatVector log(FloatVector x) {
    VectorMask<Float> small = x.compare(LT, Float.MIN_NORMAL);
    IntVector bits = x.mul(FloatMath.LIFTED, small).reinterpretAsInts();
    IntVector e = bits.sub(FloatMath.ROOT_HALF_BITS).lanewise(ASHR, 23);
    FloatVector f = bits.sub(e.lanewise(LSHL, 23)).reinterpretAsFloats().sub(1);
    FloatVector n = (FloatVector) e.convert(I2F, 0);
    n = n.sub(FloatMath.LIFT, small);
    FloatVector y = f.mul(f).fma(logSeries(f).lanewise(FMA, f, -0.5f), f);
    y = n.lanewise(FMA, FloatMath.LN2_HIGH, n.lanewise(FMA, FloatMath.LN2_LOW, y));
    y = y.blend(Float.NaN, x.compare(LT, 0));
    y = y.blend(Float.NEGATIVE_INFINITY, x.compare(EQ, 0));
    return y.blend(x, x.compare(LT, Float.POSITIVE_INFINITY).not());
  }

  static FloatVector log1p(FloatVector x) {
    FloatVector u = x.add(1);
    FloatVector y = log(u);
    FloatVector rest = x.sub(u.sub(1)).div(u);
    y = y.blend(y.add(rest), u.compare(GT, 0));
    return y.blend(x, x.compare(LT, Float.POSITIVE_INFINITY).not().or(x.compare(EQ, 0)));
  }

  /// -1, 0 or 1; 0 for NaN.
  static FloatVector sign(FloatVector x) {
    FloatVector zero = x.broadcast(0);
    return zero.blend(1, x.compare(GT, 0)).blend(-1, x.compare(LT, 0));
  }

  /// `x - n · ln 2`
  private static FloatVector remainder(FloatVector n, FloatVector x) {
    FloatVector r = n.lanewise(FMA, x.broadcast(-FloatMath.LN2_HIGH), x);
    return n.lanewise(FMA, x.broadcast(-FloatMath.LN2_LOW), r);
  }

  /// `p · r + 1`
  private static FloatVector one(FloatVector p, FloatVector r) {
    return p.lanewise(FMA, r, 1);
  }

  private static FloatVector series(FloatVector r) {
    FloatVector q = r.fma(FloatMath.E4, FloatMath.E3);
    q = q.lanewise(FMA, r, FloatMath.E2);
    q = q.lanewise(FMA, r, FloatMath.E1);
    return q.lanewise(FMA, r, FloatMath.E0);
  }

  private static FloatVector logSeries(FloatVector f) {
    FloatVector p = f.fma(FloatMath.L7, FloatMath.L6);
    p = p.lanewise(FMA, f, FloatMath.L5);
    p = p.lanewise(FMA, f, FloatMath.L4);
    p = p.lanewise(FMA, f, FloatMath.L3);
    p = p.lanewise(FMA, f, FloatMath.L2);
    p = p.lanewise(FMA, f, FloatMath.L1);
    return p.lanewise(FMA, f, FloatMath.L0);
  }

  private static FloatVector power(IntVector k) {
    return k.add(127).lanewise(LSHL, 23).reinterpretAsFloats();
  }

  private static FloatVector withSign(FloatVector size, FloatVector x) {
    IntVector sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
    return size.reinterpretAsInts().or(sign).reinterpretAsFloats();
  }
}
