package rivulet.array;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/// The loops of [FloatNormalization] in vector operations, with the same bits.
final class FloatVectorNormalization {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> WIDE = FloatVectorStrands.WIDE;

  private FloatVectorNormalization() {}

  static void layer(
      float[] x,
      int from,
      float[] y,
      int to,
      int n,
      float @Nullable [] weight,
      float @Nullable [] bias,
      double eps,
      double[] stats,
      int at) {
    double[] strands = new double[FloatStrands.COUNT];
    double mean = FloatVectorStrands.sum(x, from, n, strands) / n;
    double scale = 1 / Math.sqrt(squares(x, from, n, mean, strands) / n + eps);
    stats[at] = mean;
    stats[at + 1] = scale;
    scaled(x, from, y, to, n, weight, bias, (float) mean, (float) scale);
  }

  private static void scaled(
      float[] x,
      int from,
      float[] y,
      int to,
      int n,
      float @Nullable [] weight,
      float @Nullable [] bias,
      float mean,
      float scale) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += SPECIES.length()) {
      FloatVector v = load(x, from + i).sub(mean).mul(scale);
      if (weight != null) v = v.mul(load(weight, i));
      if (bias != null) v = v.add(load(bias, i));
      v.intoArray(y, to + i);
    }
    FloatNormalization.scaled(x, from, y, to, bound, n, weight, bias, mean, scale);
  }

  static void input(
      float[] g,
      float[] x,
      int from,
      float[] to,
      int n,
      float @Nullable [] weight,
      double[] stats,
      int at,
      float[] h,
      float[] r) {
    double[] strands = new double[FloatStrands.COUNT];
    float scale = (float) stats[at + 1];
    scaled(x, from, r, 0, n, null, null, (float) stats[at], scale);
    weigh(g, from, n, weight, h);
    float mean = (float) (FloatVectorStrands.sum(h, 0, n, strands) / n);
    float along = (float) (product(h, r, n, strands) / n);
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += SPECIES.length()) {
      FloatVector centred = load(h, i).sub(mean).sub(load(r, i).mul(along));
      centred.mul(scale).intoArray(to, from + i);
    }
    FloatNormalization.centred(h, r, to, from, bound, n, mean, along, scale);
  }

  private static void weigh(float[] g, int from, int n, float @Nullable [] weight, float[] h) {
    System.arraycopy(g, from, h, 0, n);
    if (weight != null) for (int i = 0; i < n; i++) h[i] *= weight[i];
  }

  static void weight(float[] g, float[] x, int from, int n, double[] stats, int at, double[] sums) {
    double mean = stats[at];
    double scale = stats[at + 1];
    int bound = WIDE.loopBound(n);
    for (int i = 0; i < bound; i += WIDE.length()) {
      DoubleVector normalized = FloatVectorStrands.wide(x, from + i).sub(mean).mul(scale);
      DoubleVector sum = DoubleVector.fromArray(WIDE, sums, i);
      sum.add(FloatVectorStrands.wide(g, from + i).mul(normalized)).intoArray(sums, i);
    }
    FloatNormalization.plainWeight(g, x, from, bound, n, stats, at, sums);
  }

  private static double squares(float[] x, int from, int n, double mean, double[] strands) {
    int bound = n - n % FloatStrands.COUNT;
    for (int j = 0; j < FloatStrands.COUNT; j += WIDE.length()) {
      DoubleVector sum = DoubleVector.zero(WIDE);
      for (int i = j; i < bound; i += FloatStrands.COUNT) {
        DoubleVector d = FloatVectorStrands.wide(x, from + i).sub(mean);
        sum = sum.add(d.mul(d));
      }
      sum.intoArray(strands, j);
    }
    for (int i = bound; i < n; i++) {
      double d = x[from + i] - mean;
      strands[i - bound] += d * d;
    }
    return FloatStrands.total(strands);
  }

  private static double product(float[] x, float[] y, int n, double[] strands) {
    int bound = n - n % FloatStrands.COUNT;
    for (int j = 0; j < FloatStrands.COUNT; j += WIDE.length()) {
      DoubleVector sum = DoubleVector.zero(WIDE);
      for (int i = j; i < bound; i += FloatStrands.COUNT) {
        sum = sum.add(FloatVectorStrands.wide(x, i).mul(FloatVectorStrands.wide(y, i)));
      }
      sum.intoArray(strands, j);
    }
    for (int i = bound; i < n; i++) strands[i - bound] += (double) x[i] * y[i];
    return FloatStrands.total(strands);
  }

  private static FloatVector load(float[] a, int at) {
    return FloatVector.fromArray(SPECIES, a, at);
  }
}
