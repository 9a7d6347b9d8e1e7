package rivulet.array;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// The loops of [DoubleLstm] in vector operations.
final class DoubleVectorLstm {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private DoubleVectorLstm() {}

  /// Operands have names here: read from the arrays at every turn, they cost three times as much.
  static void cell(Object[] a, int[] at, int[] strides, int count) {
    double[] cells = (double[]) a[0];
    double[] tanhs = (double[]) a[1];
    double[] hidden = (double[]) a[2];
    double[] gates = (double[]) a[3];
    double[] before = (double[]) a[7];
    int ca = at[0];
    int ta = at[1];
    int ha = at[2];
    int i = at[3];
    int f = at[4];
    int g = at[5];
    int o = at[6];
    int ba = at[7];
    int bound = SPECIES.loopBound(count);
    for (int j = 0; j < bound; j += LANES) {
      DoubleVector kept = load(gates, f + j).mul(load(before, ba + j));
      DoubleVector cell = kept.add(load(gates, i + j).mul(load(gates, g + j)));
      DoubleVector tanh = DoubleVectorMath.tanh(cell);
      cell.intoArray(cells, ca + j);
      tanh.intoArray(tanhs, ta + j);
      load(gates, o + j).mul(tanh).intoArray(hidden, ha + j);
    }
    DoubleLstm.cell(a, at, bound, count);
  }

  static void back(Object[] a, int[] at, int[] strides, int count) {
    int bound = SPECIES.loopBound(count);
    for (int j = 0; j < bound; j += LANES) {
      DoubleVector i = load(a, at, 6, j);
      DoubleVector f = load(a, at, 7, j);
      DoubleVector g = load(a, at, 8, j);
      DoubleVector o = load(a, at, 9, j);
      DoubleVector t = load(a, at, 10, j);
      DoubleVector dh = load(a, at, 5, j);
      DoubleVector dc = load(a, at, 4, j).add(dh.mul(o).mul(below(t)));
      store(dc.mul(g).mul(slope(i)), a, at, 0, j);
      store(dc.mul(load(a, at, 11, j)).mul(slope(f)), a, at, 1, j);
      store(dc.mul(i).mul(below(g)), a, at, 2, j);
      store(dh.mul(t).mul(slope(o)), a, at, 3, j);
      store(dc.mul(f), a, at, 4, j);
    }
    DoubleLstm.back(a, at, bound, count);
  }

  /// `(1 - s) s`
  private static DoubleVector slope(DoubleVector s) {
    return s.broadcast(1).sub(s).mul(s);
  }

  /// `1 - t²`
  private static DoubleVector below(DoubleVector t) {
    return t.broadcast(1).sub(t.mul(t));
  }

  private static DoubleVector load(double[] a, int at) {
    return DoubleVector.fromArray(SPECIES, a, at);
  }

  private static DoubleVector load(Object[] a, int[] at, int operand, int j) {
    return DoubleVector.fromArray(SPECIES, (double[]) a[operand], at[operand] + j);
  }

  private static void store(DoubleVector x, Object[] a, int[] at, int operand, int j) {
    x.intoArray((double[]) a[operand], at[operand] + j);
  }
}
