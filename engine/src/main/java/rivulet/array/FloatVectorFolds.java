package rivulet.array;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The reductions of [FloatFolds] in vector operations.
final class FloatVectorFolds {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> WIDE = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> HALF =
      VectorSpecies.of(float.class, VectorShape.forBitSize(WIDE.vectorBitSize() / 2));

  private FloatVectorFolds() {}

  /// Adds `groups` groups of [FloatFolds#GROUP] elements.
  static void addGroups(double[] lanes, float[] a, int offset, int groups) {
    switch (FloatFolds.LANES / WIDE.length()) {
      case 4 -> addInFour(lanes, a, offset, groups);
      case 8 -> addInEight(lanes, a, offset, groups);
      default -> addInMemory(lanes, a, offset, groups);
    }
  }

  /// Adds `groups` groups each from two places, side by side.
  static void addGroups(
      double[] lanes, double[] others, float[] a, int first, int second, int groups) {
    if (FloatFolds.LANES / WIDE.length() == 4)
      addInTwiceFour(lanes, others, a, first, second, groups);
    else {
      addGroups(lanes, a, first, groups);
      addGroups(others, a, second, groups);
    }
  }

  private static void addInMemory(double[] lanes, float[] a, int offset, int groups) {
    for (int group = 0; group < groups; group++) {
      int at = offset + group * FloatFolds.GROUP;
      for (int j = 0; j < FloatFolds.LANES; j += WIDE.length()) {
        DoubleVector.fromArray(WIDE, lanes, j).add(pairs(a, at + j)).intoArray(lanes, j);
      }
    }
  }

  private static void addInFour(double[] lanes, float[] a, int offset, int groups) {
    int step = WIDE.length();
    DoubleVector s0 = DoubleVector.fromArray(WIDE, lanes, 0);
    DoubleVector s1 = DoubleVector.fromArray(WIDE, lanes, step);
    DoubleVector s2 = DoubleVector.fromArray(WIDE, lanes, 2 * step);
    DoubleVector s3 = DoubleVector.fromArray(WIDE, lanes, 3 * step);
    int end = offset + groups * FloatFolds.GROUP;
    for (int i = offset; i < end; i += FloatFolds.GROUP) {
      s0 = s0.add(pairs(a, i));
      s1 = s1.add(pairs(a, i + step));
      s2 = s2.add(pairs(a, i + 2 * step));
      s3 = s3.add(pairs(a, i + 3 * step));
    }
    s0.intoArray(lanes, 0);
    s1.intoArray(lanes, step);
    s2.intoArray(lanes, 2 * step);
    s3.intoArray(lanes, 3 * step);
  }

  private static void addInTwiceFour(
      double[] lanes, double[] others, float[] a, int first, int second, int groups) {
    int step = WIDE.length();
    DoubleVector s0 = DoubleVector.fromArray(WIDE, lanes, 0);
    DoubleVector s1 = DoubleVector.fromArray(WIDE, lanes, step);
    DoubleVector s2 = DoubleVector.fromArray(WIDE, lanes, 2 * step);
    DoubleVector s3 = DoubleVector.fromArray(WIDE, lanes, 3 * step);
    DoubleVector t0 = DoubleVector.fromArray(WIDE, others, 0);
    DoubleVector t1 = DoubleVector.fromArray(WIDE, others, step);
    DoubleVector t2 = DoubleVector.fromArray(WIDE, others, 2 * step);
    DoubleVector t3 = DoubleVector.fromArray(WIDE, others, 3 * step);
    int count = groups * FloatFolds.GROUP;
    for (int k = 0; k < count; k += FloatFolds.GROUP) {
      int i = first + k;
      int j = second + k;
      s0 = s0.add(pairs(a, i));
      s1 = s1.add(pairs(a, i + step));
      s2 = s2.add(pairs(a, i + 2 * step));
      s3 = s3.add(pairs(a, i + 3 * step));
      t0 = t0.add(pairs(a, j));
      t1 = t1.add(pairs(a, j + step));
      t2 = t2.add(pairs(a, j + 2 * step));
      t3 = t3.add(pairs(a, j + 3 * step));
    }
    s0.intoArray(lanes, 0);
    s1.intoArray(lanes, step);
    s2.intoArray(lanes, 2 * step);
    s3.intoArray(lanes, 3 * step);
    t0.intoArray(others, 0);
    t1.intoArray(others, step);
    t2.intoArray(others, 2 * step);
    t3.intoArray(others, 3 * step);
  }

  private static void addInEight(double[] lanes, float[] a, int offset, int groups) {
    int step = WIDE.length();
    DoubleVector s0 = DoubleVector.fromArray(WIDE, lanes, 0);
    DoubleVector s1 = DoubleVector.fromArray(WIDE, lanes, step);
    DoubleVector s2 = DoubleVector.fromArray(WIDE, lanes, 2 * step);
    DoubleVector s3 = DoubleVector.fromArray(WIDE, lanes, 3 * step);
    DoubleVector s4 = DoubleVector.fromArray(WIDE, lanes, 4 * step);
    DoubleVector s5 = DoubleVector.fromArray(WIDE, lanes, 5 * step);
    DoubleVector s6 = DoubleVector.fromArray(WIDE, lanes, 6 * step);
    DoubleVector s7 = DoubleVector.fromArray(WIDE, lanes, 7 * step);
    int end = offset + groups * FloatFolds.GROUP;
    for (int i = offset; i < end; i += FloatFolds.GROUP) {
      s0 = s0.add(pairs(a, i));
      s1 = s1.add(pairs(a, i + step));
      s2 = s2.add(pairs(a, i + 2 * step));
      s3 = s3.add(pairs(a, i + 3 * step));
      s4 = s4.add(pairs(a, i + 4 * step));
      s5 = s5.add(pairs(a, i + 5 * step));
      s6 = s6.add(pairs(a, i + 6 * step));
      s7 = s7.add(pairs(a, i + 7 * step));
    }
    s0.intoArray(lanes, 0);
    s1.intoArray(lanes, step);
    s2.intoArray(lanes, 2 * step);
    s3.intoArray(lanes, 3 * step);
    s4.intoArray(lanes, 4 * step);
    s5.intoArray(lanes, 5 * step);
    s6.intoArray(lanes, 6 * step);
    s7.intoArray(lanes, 7 * step);
  }

  private static DoubleVector pairs(float[] a, int at) {
    FloatVector x = FloatVector.fromArray(HALF, a, at);
    FloatVector y = FloatVector.fromArray(HALF, a, at + FloatFolds.LANES);
    return (DoubleVector) x.add(y).convertShape(VectorOperators.F2D, WIDE, 0);
  }

  /// The greatest of at least four vectors; NaN wins.
  static float greatest(float[] a, int offset, int count) {
    int step = SPECIES.length();
    int last = offset + count - 4 * step;
    FloatVector m0 = FloatVector.fromArray(SPECIES, a, last);
    FloatVector m1 = FloatVector.fromArray(SPECIES, a, last + step);
    FloatVector m2 = FloatVector.fromArray(SPECIES, a, last + 2 * step);
    FloatVector m3 = FloatVector.fromArray(SPECIES, a, last + 3 * step);
    for (int i = offset; i < last; i += 4 * step) {
      m0 = m0.max(FloatVector.fromArray(SPECIES, a, i));
      m1 = m1.max(FloatVector.fromArray(SPECIES, a, i + step));
      m2 = m2.max(FloatVector.fromArray(SPECIES, a, i + 2 * step));
      m3 = m3.max(FloatVector.fromArray(SPECIES, a, i + 3 * step));
    }
    return m0.max(m1).max(m2.max(m3)).reduceLanes(VectorOperators.MAX);
  }

  /// The least of at least four vectors; NaN wins.
  static float least(float[] a, int offset, int count) {
    int step = SPECIES.length();
    int last = offset + count - 4 * step;
    FloatVector m0 = FloatVector.fromArray(SPECIES, a, last);
    FloatVector m1 = FloatVector.fromArray(SPECIES, a, last + step);
    FloatVector m2 = FloatVector.fromArray(SPECIES, a, last + 2 * step);
    FloatVector m3 = FloatVector.fromArray(SPECIES, a, last + 3 * step);
    for (int i = offset; i < last; i += 4 * step) {
      m0 = m0.min(FloatVector.fromArray(SPECIES, a, i));
      m1 = m1.min(FloatVector.fromArray(SPECIES, a, i + step));
      m2 = m2.min(FloatVector.fromArray(SPECIES, a, i + 2 * step));
      m3 = m3.min(FloatVector.fromArray(SPECIES, a, i + 3 * step));
    }
    return m0.min(m1).min(m2.min(m3)).reduceLanes(VectorOperators.MIN);
  }
}
