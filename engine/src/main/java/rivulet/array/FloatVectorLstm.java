package rivulet.array;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The loops of [FloatLstm] in vector operations.
final class FloatVectorLstm {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private FloatVectorLstm() {}

  /// Operands have names here: read from the arrays at every turn, they cost three times as much.
  static void cell(Object[] a, int[] at, int[] strides, int count) {
    float[] cells = (float[]) a[0];
    float[] tanhs = (float[]) a[1];
    float[] hidden = (float[]) a[2];
    float[] gates = (float[]) a[3];
    float[] before = (float[]) a[7];
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
      FloatVector kept = load(gates, f + j).mul(load(before, ba + j));
      FloatVector cell = kept.add(load(gates, i + j).mul(load(gates, g + j)));
      FloatVector tanh = FloatVectorMath.tanh(cell);
      cell.intoArray(cells, ca + j);
      tanh.intoArray(tanhs, ta + j);
      load(gates, o + j).mul(tanh).intoArray(hidden, ha + j);
    }
    FloatLstm.cell(a, at, bound, count);
  }

  static void back(Object[] a, int[] at, int[] strides, int count) {
    int bound = SPECIES.loopBound(count);
    for (int j = 0; j < bound; j += LANES) {
      FloatVector i = load(a, at, 6, j);
      FloatVector f = load(a, at, 7, j);
      FloatVector g = load(a, at, 8, j);
      FloatVector o = load(a, at, 9, j);
      FloatVector t = load(a, at, 10, j);
      FloatVector dh = load(a, at, 5, j);
      FloatVector dc = load(a, at, 4, j).add(dh.mul(o).mul(below(t)));
      store(dc.mul(g).mul(slope(i)), a, at, 0, j);
      store(dc.mul(load(a, at, 11, j)).mul(slope(f)), a, at, 1, j);
      store(dc.mul(i).mul(below(g)), a, at, 2, j);
      store(dh.mul(t).mul(slope(o)), a, at, 3, j);
      store(dc.mul(f), a, at, 4, j);
    }
    FloatLstm.back(a, at, bound, count);
  }

  /// `(1 - s) s`
  private static FloatVector slope(FloatVector s) {
    return s.broadcast(1).sub(s).mul(s);
  }

  /// `1 - t²`
  private static FloatVector below(FloatVector t) {
    return t.broadcast(1).sub(t.mul(t));
  }

  private static FloatVector load(float[] a, int at) {
    return FloatVector.fromArray(SPECIES, a, at);
  }

  private static FloatVector load(Object[] a, int[] at, int operand, int j) {
    return FloatVector.fromArray(SPECIES, (float[]) a[operand], at[operand] + j);
  }

  private static void store(FloatVector x, Object[] a, int[] at, int operand, int j) {
    x.intoArray((float[]) a[operand], at[operand] + j);
  }
}
