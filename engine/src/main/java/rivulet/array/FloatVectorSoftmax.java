package rivulet.array;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The loops of [FloatSoftmax] in vector operations, with the same bits.
final class FloatVectorSoftmax {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private FloatVectorSoftmax() {}

  static void exps(float[] x, int from, float[] y, int to, int n, float factor, float greatest) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector shifted = load(x, from + i).mul(factor).sub(greatest);
      FloatVectorMath.exp(shifted).intoArray(y, to + i);
    }
    FloatSoftmax.exps(x, from, y, to, bound, n, factor, greatest);
  }

  static void divide(float[] y, int at, int n, float by) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) load(y, at + i).div(by).intoArray(y, at + i);
    FloatSoftmax.divide(y, at, bound, n, by);
  }

  static void shift(float[] x, int from, float[] y, int to, int n, float greatest, float log) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      load(x, from + i).sub(greatest).sub(log).intoArray(y, to + i);
    }
    FloatSoftmax.shift(x, from, y, to, bound, n, greatest, log);
  }

  static void multiply(float[] g, int gAt, float[] y, int yAt, float[] to, int n) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      load(g, gAt + i).mul(load(y, yAt + i)).intoArray(to, i);
    }
    FloatSoftmax.multiply(g, gAt, y, yAt, to, bound, n);
  }

  static void slope(
      float[] g, int gAt, float[] y, int yAt, float[] to, int at, int n, float sum, float factor) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector slope = load(g, gAt + i).sub(sum).mul(load(y, yAt + i));
      slope.mul(factor).intoArray(to, at + i);
    }
    FloatSoftmax.slope(g, gAt, y, yAt, to, at, bound, n, sum, factor);
  }

  static void logSlope(
      float[] g, int gAt, float[] y, int yAt, float[] to, int at, int n, float sum) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector share = FloatVectorMath.exp(load(y, yAt + i)).mul(sum);
      load(g, gAt + i).sub(share).intoArray(to, at + i);
    }
    FloatSoftmax.logSlope(g, gAt, y, yAt, to, at, bound, n, sum);
  }

  private static FloatVector load(float[] a, int at) {
    return FloatVector.fromArray(SPECIES, a, at);
  }
}
