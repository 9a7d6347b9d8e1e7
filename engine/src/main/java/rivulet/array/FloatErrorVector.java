package rivulet.array;

import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;

/// The functions of [FloatErrorFunction] with vectors, step by step, so that both give the same
/// bits. What calls another function does so first, while HotSpot still inlines.
final class FloatErrorVector {
  private FloatErrorVector() {}

  static FloatVector erf(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector b =
        a.blend(FloatErrorFunction.GREATEST, a.compare(GT, FloatErrorFunction.GREATEST));
    FloatVector square = b.mul(b);
    FloatVector far = complement(b, square, b.fma(b, square.neg())).neg().add(1);
    FloatVector z = x.mul(x);
    FloatVector p = z.fma(FloatErrorFunction.P6, FloatErrorFunction.P5);
    p = p.lanewise(FMA, z, FloatErrorFunction.P4);
    p = p.lanewise(FMA, z, FloatErrorFunction.P3);
    p = p.lanewise(FMA, z, FloatErrorFunction.P2);
    p = p.lanewise(FMA, z, FloatErrorFunction.P1);
    p = p.lanewise(FMA, z, FloatErrorFunction.P0);
    FloatVector near = p.fma(x, x);
    FloatVector signed = far.blend(far.neg(), x.compare(LT, 0));
    return near.blend(signed, a.compare(GT, FloatErrorFunction.BORDER));
  }

  static FloatVector gelu(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector b =
        a.blend(
            FloatErrorFunction.GREATEST_NORMAL, a.compare(GT, FloatErrorFunction.GREATEST_NORMAL));
    FloatVector half = b.mul(0.5f);
    FloatVector square = half.mul(b);
    FloatVector rest = half.fma(b, square.neg());
    FloatVector tail = complement(b.mul(FloatErrorFunction.ROOT_HALF), square, rest).mul(0.5f);
    return x.mul(tail.blend(tail.neg().add(1), x.compare(GT, 0)));
  }

  private static FloatVector complement(FloatVector a, FloatVector square, FloatVector rest) {
    FloatVector e = FloatVectorMath.exp(square.neg());
    FloatVector u = a.sub(FloatErrorFunction.CENTRE).div(a.add(FloatErrorFunction.CENTRE));
    FloatVector p = u.fma(FloatErrorFunction.X10, FloatErrorFunction.X9);
    p = p.lanewise(FMA, u, FloatErrorFunction.X8);
    p = p.lanewise(FMA, u, FloatErrorFunction.X7);
    p = p.lanewise(FMA, u, FloatErrorFunction.X6);
    p = p.lanewise(FMA, u, FloatErrorFunction.X5);
    p = p.lanewise(FMA, u, FloatErrorFunction.X4);
    p = p.lanewise(FMA, u, FloatErrorFunction.X3);
    p = p.lanewise(FMA, u, FloatErrorFunction.X2);
    p = p.lanewise(FMA, u, FloatErrorFunction.X1);
    p = p.lanewise(FMA, u, FloatErrorFunction.X0);
    return p.mul(rest.neg().fma(e, e));
  }
}
