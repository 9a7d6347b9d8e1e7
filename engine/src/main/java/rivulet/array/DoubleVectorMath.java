package rivulet.array;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;

/// The functions of [DoubleMath] with vectors, step by step, so that both give the same bits.
///
/// The operators of the Vector API will not do: what they call differs between the interpreter and
/// compiled code, and with it the last bit.
final class DoubleVectorMath {
  private DoubleVectorMath() {}

  static DoubleVector exp(DoubleVector x) {
    DoubleVector y = x.blend(DoubleMath.GREATEST, x.compare(GT, DoubleMath.GREATEST));
    y = y.blend(DoubleMath.LEAST, y.compare(LT, DoubleMath.LEAST));
    DoubleVector t = y.fma(DoubleMath.LOG2_E, DoubleMath.SHIFTER);
    DoubleVector n = t.sub(DoubleMath.SHIFTER);
    DoubleVector r = remainder(n, y);
    DoubleVector p = one(one(series(r), r), r);
    LongVector k = t.reinterpretAsLongs().sub(DoubleMath.SHIFTER_BITS);
    LongVector half = k.lanewise(ASHR, 1);
    return p.mul(power(half)).mul(power(k.sub(half)));
  }

  static DoubleVector tanh(DoubleVector x) {
    DoubleVector a = x.abs();
    a = a.blend(DoubleMath.SATURATED, a.compare(GT, DoubleMath.SATURATED));
    DoubleVector t = a.fma(2 * DoubleMath.LOG2_E, DoubleMath.SHIFTER);
    DoubleVector n = t.sub(DoubleMath.SHIFTER);
    DoubleVector r = remainder(n, a.add(a));
    DoubleVector p = series(r).mul(r).fma(r, r);
    DoubleVector s = power(t.reinterpretAsLongs().sub(DoubleMath.SHIFTER_BITS));
    DoubleVector m = s.fma(p, s.sub(1));
    return withSign(m.div(m.add(2)), x);
  }

  static DoubleVector sigmoid(DoubleVector x) {
    return x.broadcast(1).div(exp(x.neg()).add(1));
  }

  static DoubleVector log(DoubleVector x) {
    VectorMask<Double> small = x.compare(LT, Double.MIN_NORMAL);
    LongVector bits = x.mul(DoubleMath.LIFTED, small).reinterpretAsLongs();
    LongVector e = bits.sub(DoubleMath.ROOT_HALF_BITS).lanewise(ASHR, 52);
    DoubleVector f = bits.sub(e.lanewise(LSHL, 52)).reinterpretAsDoubles().sub(1);
    DoubleVector n = integer(e);
    n = n.sub(DoubleMath.LIFT, small);
    DoubleVector s = f.div(f.add(2));
    DoubleVector z = s.mul(s);
    DoubleVector y = s.neg().fma(f.sub(z.mul(logSeries(z))), f);
    y = n.lanewise(FMA, DoubleMath.LN2_HIGH, n.lanewise(FMA, DoubleMath.LN2_LOW, y));
    y = y.blend(Double.NaN, x.compare(LT, 0));
    y = y.blend(Double.NEGATIVE_INFINITY, x.compare(EQ, 0));
    return y.blend(x, x.compare(LT, Double.POSITIVE_INFINITY).not());
  }

  static DoubleVector log1p(DoubleVector x) {
    DoubleVector u = x.add(1);
    DoubleVector y = log(u);
    DoubleVector rest = x.sub(u.sub(1)).div(u);
    y = y.blend(y.add(rest), u.compare(GT, 0));
    return y.blend(x, x.compare(LT, Double.POSITIVE_INFINITY).not().or(x.compare(EQ, 0)));
  }

  /// -1, 0 or 1; 0 for NaN.
  static DoubleVector sign(DoubleVector x) {
    DoubleVector zero = x.broadcast(0);
    return zero.blend(1, x.compare(GT, 0)).blend(-1, x.compare(LT, 0));
  }

  /// `x - n · ln 2`
  private static DoubleVector remainder(DoubleVector n, DoubleVector x) {
    DoubleVector r = n.lanewise(FMA, x.broadcast(-DoubleMath.LN2_HIGH), x);
    return n.lanewise(FMA, x.broadcast(-DoubleMath.LN2_LOW), r);
  }

  /// `p · r + 1`
  private static DoubleVector one(DoubleVector p, DoubleVector r) {
    return p.lanewise(FMA, r, 1);
  }

  private static DoubleVector series(DoubleVector r) {
    DoubleVector q = r.fma(DoubleMath.E10, DoubleMath.E9);
    q = q.lanewise(FMA, r, DoubleMath.E8);
    q = q.lanewise(FMA, r, DoubleMath.E7);
    q = q.lanewise(FMA, r, DoubleMath.E6);
    q = q.lanewise(FMA, r, DoubleMath.E5);
    q = q.lanewise(FMA, r, DoubleMath.E4);
    q = q.lanewise(FMA, r, DoubleMath.E3);
    q = q.lanewise(FMA, r, DoubleMath.E2);
    q = q.lanewise(FMA, r, DoubleMath.E1);
    return q.lanewise(FMA, r, DoubleMath.E0);
  }

  private static DoubleVector logSeries(DoubleVector z) {
    DoubleVector p = z.fma(DoubleMath.L6, DoubleMath.L5);
    p = p.lanewise(FMA, z, DoubleMath.L4);
    p = p.lanewise(FMA, z, DoubleMath.L3);
    p = p.lanewise(FMA, z, DoubleMath.L2);
    p = p.lanewise(FMA, z, DoubleMath.L1);
    return p.lanewise(FMA, z, DoubleMath.L0);
  }

  /// The vector of these integers; the conversion itself is not in every processor.
  private static DoubleVector integer(LongVector e) {
    return e.add(DoubleMath.SHIFTER_BITS).reinterpretAsDoubles().sub(DoubleMath.SHIFTER);
  }

  private static DoubleVector power(LongVector k) {
    return k.add(1023).lanewise(LSHL, 52).reinterpretAsDoubles();
  }

  private static DoubleVector withSign(DoubleVector size, DoubleVector x) {
    LongVector sign = x.reinterpretAsLongs().and(Long.MIN_VALUE);
    return size.reinterpretAsLongs().or(sign).reinterpretAsDoubles();
  }
}
