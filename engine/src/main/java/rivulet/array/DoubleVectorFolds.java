package rivulet.array;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The reductions of [DoubleFolds] in vector operations.
final class DoubleVectorFolds {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  private DoubleVectorFolds() {}

  /// Adds `rows` rows of as many elements as there are lanes.
  static void addRows(double[] lanes, double[] a, int offset, int rows) {
    if (8 * SPECIES.length() == DoubleFolds.LANES) addInRegisters(lanes, a, offset, rows);
    else addInMemory(lanes, a, offset, rows);
  }

  private static void addInMemory(double[] lanes, double[] a, int offset, int rows) {
    for (int row = 0; row < rows; row++) {
      int at = offset + row * DoubleFolds.LANES;
      for (int j = 0; j < DoubleFolds.LANES; j += SPECIES.length()) {
        DoubleVector.fromArray(SPECIES, lanes, j).add(load(a, at + j)).intoArray(lanes, j);
      }
    }
  }

  private static void addInRegisters(double[] lanes, double[] a, int offset, int rows) {
    int step = SPECIES.length();
    DoubleVector s0 = DoubleVector.fromArray(SPECIES, lanes, 0);
    DoubleVector s1 = DoubleVector.fromArray(SPECIES, lanes, step);
    DoubleVector s2 = DoubleVector.fromArray(SPECIES, lanes, 2 * step);
    DoubleVector s3 = DoubleVector.fromArray(SPECIES, lanes, 3 * step);
    DoubleVector s4 = DoubleVector.fromArray(SPECIES, lanes, 4 * step);
    DoubleVector s5 = DoubleVector.fromArray(SPECIES, lanes, 5 * step);
    DoubleVector s6 = DoubleVector.fromArray(SPECIES, lanes, 6 * step);
    DoubleVector s7 = DoubleVector.fromArray(SPECIES, lanes, 7 * step);
    int end = offset + rows * DoubleFolds.LANES;
    for (int i = offset; i < end; i += DoubleFolds.LANES) {
      s0 = s0.add(load(a, i));
      s1 = s1.add(load(a, i + step));
      s2 = s2.add(load(a, i + 2 * step));
      s3 = s3.add(load(a, i + 3 * step));
      s4 = s4.add(load(a, i + 4 * step));
      s5 = s5.add(load(a, i + 5 * step));
      s6 = s6.add(load(a, i + 6 * step));
      s7 = s7.add(load(a, i + 7 * step));
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

  private static DoubleVector load(double[] a, int at) {
    return DoubleVector.fromArray(SPECIES, a, at);
  }

  /// The greatest of at least four vectors; NaN wins.
  static double greatest(double[] a, int offset, int count) {
    int step = SPECIES.length();
    int last = offset + count - 4 * step;
    DoubleVector m0 = DoubleVector.fromArray(SPECIES, a, last);
    DoubleVector m1 = DoubleVector.fromArray(SPECIES, a, last + step);
    DoubleVector m2 = DoubleVector.fromArray(SPECIES, a, last + 2 * step);
    DoubleVector m3 = DoubleVector.fromArray(SPECIES, a, last + 3 * step);
    for (int i = offset; i < last; i += 4 * step) {
      m0 = m0.max(DoubleVector.fromArray(SPECIES, a, i));
      m1 = m1.max(DoubleVector.fromArray(SPECIES, a, i + step));
      m2 = m2.max(DoubleVector.fromArray(SPECIES, a, i + 2 * step));
      m3 = m3.max(DoubleVector.fromArray(SPECIES, a, i + 3 * step));
    }
    return m0.max(m1).max(m2.max(m3)).reduceLanes(VectorOperators.MAX);
  }

  /// The least of at least four vectors; NaN wins.
  static double least(double[] a, int offset, int count) {
    int step = SPECIES.length();
    int last = offset + count - 4 * step;
    DoubleVector m0 = DoubleVector.fromArray(SPECIES, a, last);
    DoubleVector m1 = DoubleVector.fromArray(SPECIES, a, last + step);
    DoubleVector m2 = DoubleVector.fromArray(SPECIES, a, last + 2 * step);
    DoubleVector m3 = DoubleVector.fromArray(SPECIES, a, last + 3 * step);
    for (int i = offset; i < last; i += 4 * step) {
      m0 = m0.min(DoubleVector.fromArray(SPECIES, a, i));
      m1 = m1.min(DoubleVector.fromArray(SPECIES, a, i + step));
      m2 = m2.min(DoubleVector.fromArray(SPECIES, a, i + 2 * step));
      m3 = m3.min(DoubleVector.fromArray(SPECIES, a, i + 3 * step));
    }
    return m0.min(m1).min(m2.min(m3)).reduceLanes(VectorOperators.MIN);
  }
}
