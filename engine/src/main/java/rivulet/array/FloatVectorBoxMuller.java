package rivulet.array;

import static jdk.incubator.vector.VectorOperators.F2I;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// The loop of [FloatBoxMuller] with vectors, step by step, so that both give the same bits. Radii
/// and angles have a loop each: the constants of both do not fit into the registers.
final class FloatVectorBoxMuller {
  private static final VectorSpecies<Float> FLOATS =
      FloatVector.SPECIES_PREFERRED.length() < BoxMuller.HALF
          ? FloatVector.SPECIES_PREFERRED
          : FloatVector.SPECIES_256;
  private static final int LANES = FLOATS.length();

  /// Whether there are vectors worth the name.
  static final boolean FITS = LANES >= 4;

  private static final int SIGN_OF_4 = Integer.numberOfLeadingZeros(4);

  private FloatVectorBoxMuller() {}

  static void run(float[] values, int start, int blocks, float mean, float std) {
    radii(values, start, blocks);
    pairs(values, start, blocks, mean, std);
  }

  private static void radii(float[] values, int start, int blocks) {
    for (int i = 0; i < blocks * BoxMuller.HALF; i += LANES) {
      int at = start + place(i);
      FloatVector u = FloatVector.fromArray(FLOATS, values, at);
      FloatVector x = FloatVector.broadcast(FLOATS, 1).sub(u);
      log(x).mul(-2).sqrt().intoArray(values, at);
    }
  }

  private static void pairs(float[] values, int start, int blocks, float mean, float std) {
    for (int i = 0; i < blocks * BoxMuller.HALF; i += LANES) {
      int at = start + place(i);
      FloatVector radius = FloatVector.fromArray(FLOATS, values, at);
      FloatVector u = FloatVector.fromArray(FLOATS, values, at + BoxMuller.HALF);
      FloatVector x = u.mul(FloatBoxMuller.TWO_PI);
      IntVector octant = octant(x);
      FloatVector r = reduce(x, (FloatVector) octant.convert(I2F, 0));
      FloatVector z = r.mul(r);
      FloatVector nearCos = nearCos(z);
      FloatVector nearSin = nearSin(r, z);
      VectorMask<Float> swapped = octant.and(2).compare(NE, 0).cast(FLOATS);
      FloatVector cos = negated(nearCos.blend(nearSin, swapped), octant.sub(2).not());
      FloatVector sin = negated(nearSin.blend(nearCos, swapped), octant);
      FloatVector middle = FloatVector.broadcast(FLOATS, mean);
      radius.mul(cos).lanewise(FMA, std, middle).intoArray(values, at);
      radius.mul(sin).lanewise(FMA, std, middle).intoArray(values, at + BoxMuller.HALF);
    }
  }

  /// Where the `i`th of all radii lies.
  private static int place(int i) {
    return 2 * i - i % BoxMuller.HALF;
  }

  private static FloatVector log(FloatVector x) {
    IntVector bits = x.reinterpretAsInts();
    FloatVector e = (FloatVector) bits.lanewise(LSHR, 23).sub(126).convert(I2F, 0);
    FloatVector m = bits.and(0x007fffff).or(0x3f000000).reinterpretAsFloats();
    VectorMask<Float> small = m.compare(LT, FloatBoxMuller.SQRT_HALF);
    e = e.sub(1, small);
    FloatVector r = m.sub(1).add(m, small);
    FloatVector z = r.mul(r);
    FloatVector y = logSeries(r).mul(r).lanewise(FMA, z, e.mul(FloatBoxMuller.LN2_LOW));
    y = z.lanewise(FMA, -0.5f, y);
    return e.lanewise(FMA, FloatBoxMuller.LN2_HIGH, r.add(y));
  }

  private static FloatVector logSeries(FloatVector r) {
    FloatVector y = r.lanewise(FMA, FloatBoxMuller.L0, FloatBoxMuller.L1);
    y = y.lanewise(FMA, r, FloatBoxMuller.L2);
    y = y.lanewise(FMA, r, FloatBoxMuller.L3);
    y = y.lanewise(FMA, r, FloatBoxMuller.L4);
    y = y.lanewise(FMA, r, FloatBoxMuller.L5);
    y = y.lanewise(FMA, r, FloatBoxMuller.L6);
    y = y.lanewise(FMA, r, FloatBoxMuller.L7);
    return y.lanewise(FMA, r, FloatBoxMuller.L8);
  }

  private static IntVector octant(FloatVector x) {
    IntVector whole = (IntVector) x.mul(FloatBoxMuller.FOUR_OVER_PI).convert(F2I, 0);
    return whole.add(1).and(~1);
  }

  private static FloatVector reduce(FloatVector x, FloatVector octant) {
    FloatVector r = octant.lanewise(FMA, FloatBoxMuller.QUARTER_HIGH, x);
    r = octant.lanewise(FMA, FloatBoxMuller.QUARTER_MIDDLE, r);
    return octant.lanewise(FMA, FloatBoxMuller.QUARTER_LOW, r);
  }

  private static FloatVector nearCos(FloatVector z) {
    FloatVector y = z.lanewise(FMA, FloatBoxMuller.C0, FloatBoxMuller.C1);
    y = y.lanewise(FMA, z, FloatBoxMuller.C2).mul(z);
    return y.lanewise(FMA, z, z.mul(-0.5f)).add(1);
  }

  private static FloatVector nearSin(FloatVector r, FloatVector z) {
    FloatVector y = z.lanewise(FMA, FloatBoxMuller.S0, FloatBoxMuller.S1);
    y = y.lanewise(FMA, z, FloatBoxMuller.S2).mul(z);
    return y.lanewise(FMA, r, r);
  }

  /// The negative where an octant has the 4.
  private static FloatVector negated(FloatVector x, IntVector octant) {
    IntVector sign = octant.and(4).lanewise(LSHL, SIGN_OF_4);
    return x.reinterpretAsInts().lanewise(XOR, sign).reinterpretAsFloats();
  }
}
